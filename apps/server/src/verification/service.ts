import { DAY } from '@hurong/finance'
import { connect, createHurong, type Deployment, readTime } from '@hurong/sdk'
import { type KeySource, openKey } from '@hurong/sdk/keys'
import type { Address, Hex } from 'viem'
import { ApiProblem } from '../http/problems.ts'
import type { VerificationProvider } from './provider.ts'

export interface VerificationSettings {
  /** Of a verifier: registers who was verified. It has no power over money. */
  readonly verifierKey: Hex | KeySource
  readonly provider: VerificationProvider
  /** The policy whose limits newly verified people get. */
  readonly policyId: number
  /** Whole units of each test currency for the newly verified to try things out with; for local chains. */
  readonly welcome?: number | undefined
}

/** Verifies people and registers them. */
export interface Verification {
  /**
   * Has an account's owner verified, and registers the account as a participant's wallet. One that is registered already
   * stays as it is.
   * @throws ApiProblem `NotVerified` where the provider says no.
   */
  readonly verify: (account: Address) => Promise<{ participantId: number; provider: string }>
}

/** One after the other, since all are sent with one key. */
const oneByOne = () => {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(task: () => Promise<T>): Promise<T> => {
    const next = last.then(task, task)
    last = next.catch(() => undefined)
    return next
  }
}

export const openVerification = (
  deployment: Deployment,
  rpcUrl: string,
  { verifierKey, provider, policyId, welcome }: VerificationSettings,
): Verification => {
  const turn = oneByOne()
  const open = async () => {
    const { publicClient, walletOf } = await connect(rpcUrl)
    return createHurong({
      publicClient,
      deployment,
      walletClient: walletOf(openKey(verifierKey)),
    })
  }
  const register = async (account: Address): Promise<number> => {
    const hurong = await open()
    const known = await hurong.participants.readParticipantOf({ wallet: account })
    if (known !== 0) return known
    const found = await provider.verify({ account })
    if ('refused' in found) throw new ApiProblem('NotVerified', found.refused.en, undefined, found.refused.zh)
    const today = Math.trunc((await readTime(hurong.context)) / DAY)
    const claims = {
      kind: found.kind === 'person' ? 0 : 1,
      level: found.level,
      country: found.country,
      investorClass: found.investorClass,
      policyId,
      verifiedUntil: today + found.validDays,
    }
    const sent = await hurong.participants.register({ wallet: account, claims })
    await sent.wait()
    for (const { address: currency, decimals, faucet } of deployment.currencies) {
      if (welcome === undefined || !faucet) continue
      const amount = BigInt(welcome) * 10n ** BigInt(decimals)
      await (await hurong.currency.faucet({ currency, amount })).wait()
      await (await hurong.currency.pay({ currency, to: account, amount })).wait()
    }
    return sent.result
  }
  return {
    verify: (account) =>
      turn(async () => ({ participantId: Number(await register(account)), provider: provider.name })),
  }
}
