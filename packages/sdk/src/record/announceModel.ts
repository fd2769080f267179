import type { Hex } from 'viem'
import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Registers a credit model; assessments may name it after the notice period. Governor only.
 * @param modelHash Hash of the model's file; a hash is announced once for ever.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const announceModel = (
  context: HurongContext,
  { modelHash, schemaHash, uri }: { modelHash: Hex; schemaHash: Hex; uri: string },
) => send(context, 'creditRecord', 'announceModel', [modelHash, schemaHash, uri])
