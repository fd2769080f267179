import type { KnownModel } from '../api/queries.ts'
import { shortened } from '../format/shortened.ts'

/** What a model is called; its shortened fingerprint where nobody gave a name. */
export const modelName = ({ name, modelHash }: Pick<KnownModel, 'name' | 'modelHash'>): string =>
  name ?? shortened(modelHash)
