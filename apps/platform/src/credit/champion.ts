import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ModelFile, readModel } from '@hurong/scoring/explain'
import { withLossGivenDefault } from '@hurong/sdk'
import { repositoryFolder } from '../settings/settings.ts'

/** Where the champion lies, for whoever hands it out. */
export const championFile = join(repositoryFolder, 'packages', 'scoring', 'models', 'lendingclub-2009.json')

let known: ModelFile | undefined

/** The credit model that assesses the loans of the demonstration and of replays. @throws Refusal if its file was edited. */
export const champion = (): ModelFile => {
  known ??= readModel(readFileSync(championFile, 'utf8'), championFile)
  return known
}

/**
 * Where a model is announced to be had: on any server of the platform, whatever its address; the hash says whether it is the
 * one. With it stands what the model reckons a default loses.
 */
export const modelUri = ({ hash, content }: ModelFile): string => {
  const address = `/api/v1/models/${hash}/file`
  const loss = content.lossGivenDefault
  return loss === null ? address : withLossGivenDefault(address, loss.value)
}
