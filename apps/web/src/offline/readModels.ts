import { type CreditModel, lossGivenDefaultIn } from '@hurong/sdk'
import { ApiProblem } from '../api/client.ts'
import type { KnownModel } from '../api/queries.ts'
import type { Book } from '../chain/fallback/book.ts'

/** How many loans used a model, what it is called and how right it was, the chain alone does not tell at once. */
const known = (model: CreditModel): KnownModel => ({
  ...model,
  lossGivenDefault: lossGivenDefaultIn(model.uri),
  loans: null,
  name: null,
})

/** Every registered model. */
export const registeredModels = async ({ hurong }: Book): Promise<readonly KnownModel[]> =>
  (await hurong.record.readModels()).map(known)

/** A registered model. @throws ApiProblem of status 404 where nobody announced it. */
export async function modelByHash({ hurong }: Book, hash: string): Promise<KnownModel> {
  const model = await hurong.record.readModel({ modelHash: hash as `0x${string}` })
  if (!model) throw new ApiProblem({ type: 'about:blank#ModelNotFound', title: hash, status: 404 })
  return known(model)
}
