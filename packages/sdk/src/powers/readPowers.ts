import type { Hex } from 'viem'
import { contractNames } from '../abi/index.ts'
import { type ReadContext, read } from '../client/index.ts'
import { type History, readHistory, type Target } from './history.ts'
import { readHolderSigners } from './holderSigners.ts'
import { contractAt, functionNameOf, publicRole, roleNameOf } from './naming.ts'
import type { PendingAct, Power, PowerFunction, PowerHolder, Powers } from './types.ts'

const functionOf = ({ contract, selector }: Target): PowerFunction => ({
  contract,
  name: functionNameOf(contract, selector) ?? selector,
})

const holderOf = async (
  context: ReadContext,
  block: bigint,
  role: bigint,
  account: Hex,
): Promise<PowerHolder[]> => {
  const [since, delay] = await read(context, 'accessManager', 'getAccess', [role, account], block)
  if (since === 0) return []
  const signers = await readHolderSigners(context, account, block)
  return [{ account, delay, since, ...(signers === undefined ? {} : { signers }) }]
}

const readPower = async (
  context: ReadContext,
  block: bigint,
  role: bigint,
  { holders }: History,
  functions: readonly PowerFunction[],
): Promise<Power> => {
  const [admin, grantDelay, found] = await Promise.all([
    read(context, 'accessManager', 'getRoleAdmin', [role], block),
    read(context, 'accessManager', 'getRoleGrantDelay', [role], block),
    Promise.all([...(holders.get(role) ?? [])].map((account) => holderOf(context, block, role, account))),
  ])
  return { role, name: roleNameOf(role), holders: found.flat(), functions, admin, grantDelay }
}

const readPending = async (
  context: ReadContext,
  block: bigint,
  announced: History['announced'],
): Promise<PendingAct[]> => {
  const lasts = await read(context, 'accessManager', 'expiration', [], block)
  const acts = await Promise.all(
    announced.map(async ({ operationId, nonce, caller, target, data }): Promise<PendingAct[]> => {
      const readyAt = await read(context, 'accessManager', 'getSchedule', [operationId], block)
      if (readyAt === 0) return []
      const contract = contractAt(context.deployment, target)
      const selector = data.slice(0, 10) as Hex
      const name = (contract && functionNameOf(contract, selector)) ?? selector
      const expiresAt = readyAt + lasts
      return [{ operationId, nonce, caller, target: contract ?? target, name, data, readyAt, expiresAt }]
    }),
  )
  return acts.flat().sort((a, b) => a.readyAt - b.readyAt)
}

const readIssuers = async (context: ReadContext, block: bigint) => {
  const count = await read(context, 'notes', 'issuerCount', [], block)
  const issuers = await Promise.all(
    Array.from({ length: count }, (_, at) => read(context, 'notes', 'issuer', [at + 1], block)),
  )
  return { issuers: count, paused: issuers.flatMap(([, isPaused], at) => (isPaused ? [at + 1] : [])) }
}

const readClosed = async (context: ReadContext, block: bigint) => {
  const closed = await Promise.all(
    contractNames.map((name) =>
      read(context, 'accessManager', 'isTargetClosed', [context.deployment.contracts[name]], block),
    ),
  )
  return contractNames.filter((_, at) => closed[at])
}

/**
 * Every role there is, who has it, what it may call and how long in advance it must be announced, what was announced and what
 * was given up for good, all as the chain has it at one block. Logs tell whom to ask about; the answers are read from the
 * manager itself.
 * @param block The newest if left out.
 * @throws HurongError
 */
export const readPowers = async (context: ReadContext, block?: bigint): Promise<Powers> => {
  const at = block ?? (await context.publicClient.getBlockNumber({ cacheTime: 0 }))
  const history = await readHistory(context, at)
  const given = await Promise.all(
    history.functions.map(async (one) => {
      const { target, selector } = one
      const [role, isGivenUp] = await Promise.all([
        read(context, 'accessManager', 'getTargetFunctionRole', [target, selector], at),
        read(context, 'accessManager', 'isGivenUp', [target, selector], at),
      ])
      return { role, isGivenUp, function: functionOf(one) }
    }),
  )
  const roles = [...new Set([...history.holders.keys(), ...given.map(({ role }) => role)])]
    .filter((role) => role !== publicRole)
    .sort((a, b) => (a < b ? -1 : 1))
  const functionsOf = (role: bigint) =>
    given.filter((one) => one.role === role && !one.isGivenUp).map((one) => one.function)
  const [{ timestamp }, powers, pending, feeNotice, greatestFee, closed, issuers] = await Promise.all([
    context.publicClient.getBlock({ blockNumber: at }),
    Promise.all(roles.map((role) => readPower(context, at, role, history, functionsOf(role)))),
    readPending(context, at, history.announced),
    read(context, 'fees', 'noticePeriod', [], at),
    read(context, 'fees', 'greatestFee', [], at),
    readClosed(context, at),
    readIssuers(context, at),
  ])
  return {
    block: Number(at),
    time: Number(timestamp),
    powers,
    pending,
    givenUp: history.givenUp.map(functionOf),
    feeNotice: Number(feeNotice),
    greatestFee,
    closed,
    ...issuers,
  }
}
