import type { DemonstrationAccount, Holder, Holding, LoanSummary, Page, Portfolio } from '@hurong/sdk/api'
import { createPublicClient, erc20Abi, type Hex, http } from 'viem'
import type { Site } from './site.ts'

/** A loan of somebody whom a visitor may act as. */
export interface OwnLoan {
  readonly borrower: DemonstrationAccount
  readonly loan: LoanSummary
}

/** @throws Error where no demonstration borrower has a loan of this status. */
export async function ownLoan(site: Site, status: string): Promise<OwnLoan> {
  for (const borrower of await site.accounts()) {
    if (borrower.role !== 'borrower') continue
    const [loan] = await site.loans(`borrower=${borrower.participantId}&status=${status}`)
    if (loan) return { borrower, loan }
  }
  throw new Error(`No demonstration borrower has a loan that is ${status}.`)
}

/** Somebody whom a visitor may act as and who holds notes of a loan. @throws Error where nobody is. */
export async function lenderOf(site: Site, { number }: LoanSummary): Promise<DemonstrationAccount> {
  const { items } = await site.ask<Page<Holder>>(`/loans/${number}/holders?limit=100`)
  const found = (await site.accounts()).find(({ address }) => items.some(({ holder }) => holder === address))
  if (!found) throw new Error(`No demonstration account holds notes of loan ${number}.`)
  return found
}

/** What an account holds of a loan, as the API tells it now. */
export async function holdingOf(
  site: Site,
  { address }: Pick<DemonstrationAccount, 'address'>,
  { number }: Pick<LoanSummary, 'number'>,
): Promise<Holding | undefined> {
  const { items } = await site.ask<Page<Holding>>(`/portfolios/${address}/holdings?limit=100`)
  return items.find(({ loan }) => loan.number === number)
}

/** What an account can claim of one loan now, base units. */
export const claimableIn = async (
  site: Site,
  holder: Pick<DemonstrationAccount, 'address'>,
  loan: Pick<LoanSummary, 'number'>,
): Promise<bigint> => BigInt((await holdingOf(site, holder, loan))?.claimable ?? 0)

/** What an account has in raises that are not over, by currency, base units. */
export const inFundingOf = async (site: Site, address: string): Promise<readonly string[]> =>
  (await site.ask<Portfolio>(`/portfolios/${address}`)).currencies.map(({ inFunding }) => inFunding)

/** What an account can claim of all it holds, base units over all currencies. */
export const claimableOf = async (site: Site, address: string): Promise<bigint> =>
  (await site.ask<Portfolio>(`/portfolios/${address}`)).currencies
    .map(({ claimable }) => BigInt(claimable))
    .reduce((sum, claimable) => sum + claimable, 0n)

/** What an account has of a currency on the chain, base units. */
export async function cashOf(site: Site, currency: string, account: string): Promise<bigint> {
  const client = createPublicClient({ transport: http((await site.platform()).rpcUrl) })
  return client.readContract({
    ...{ address: currency as Hex, abi: erc20Abi, functionName: 'balanceOf', args: [account as Hex] },
  } as const)
}
