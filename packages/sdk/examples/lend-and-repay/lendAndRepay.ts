import { connect, createHurong, type Deployment, loanReference, termsTextHashes } from '@hurong/sdk'
import { DAY, parseAmount, takenOf } from '@hurong/sdk/finance'
import { deployHurong, localConfig } from '@hurong/sdk/node'
import type { Account } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'

const words = 'test test test test test test test test test test test junk'
const accountAt = (addressIndex: number): Account => mnemonicToAccount(words, { addressIndex })

/** What the example leaves behind, for whoever wants to look closer. */
export interface LentAndRepaid {
  readonly deployment: Deployment
  readonly loanId: bigint
  /** What the two lenders were paid, base units. */
  readonly claimed: readonly bigint[]
}

/**
 * A loan of 1,000.00 over three months: asked for by Bob, funded by Alice and Carol, drawn, repaid, and claimed.
 * @param url A fresh local chain.
 * @param say Told each step.
 */
export const lendAndRepay = async (url: string, say: (line: string) => void): Promise<LentAndRepaid> => {
  const { publicClient, walletOf } = await connect(url)
  const [operator, bob, alice, carol] = [accountAt(0), accountAt(1), accountAt(2), accountAt(3)]
  const config = localConfig(operator.address)
  const { deployment } = await deployHurong({ publicClient, walletClient: walletOf(operator), config })
  const as = (account: Account) => createHurong({ publicClient, deployment, walletClient: walletOf(account) })
  const [currency] = deployment.currencies
  if (currency === undefined) throw new Error('The deployment has no currency.')
  const units = (text: string) => parseAmount(text, currency.decimals)
  say(`Contracts are on chain ${deployment.chainId}; Loans is ${deployment.contracts.loans}.`)

  const now = (await publicClient.getBlock()).timestamp
  const claims = {
    kind: 0,
    level: 1,
    country: 156,
    investorClass: 0,
    policyId: 1,
    verifiedUntil: Math.floor(Number(now) / DAY) + 365,
  }
  for (const person of [bob, alice, carol]) {
    await (await as(operator).participants.register({ wallet: person.address, claims })).wait()
    await (await as(person).currency.faucet({ currency: currency.address, amount: units('2000') })).wait()
    await (await as(person).currency.approve({ currency: currency.address, amount: units('5000') })).wait()
  }
  say('Bob, Alice and Carol are registered and have 2,000.00 each.')

  const product = await as(bob).loans.readProduct({ productId: 2 })
  const borrowerId = await as(bob).participants.readParticipantOf({ wallet: bob.address })
  const fee = await as(bob).fees.readFee({ productId: 2 })
  const asked = {
    productId: 2,
    principal: units('1000'),
    annualRate: 120_000,
    method: 'equalInstalment',
    unit: 'month',
    interval: 1,
    count: 3,
    purpose: 'smallBusiness',
    fundingDeadline: Number(now) + 7 * 86_400,
    autoRepay: false,
  } as const
  const { zhHash, enHash, termsHash } = termsTextHashes({
    chainId: deployment.chainId,
    loans: deployment.contracts.loans,
    currency,
    borrowerId,
    purpose: asked.purpose,
    fundingDeadline: asked.fundingDeadline,
    autoRepay: asked.autoRepay,
    terms: {
      ...product,
      ...asked,
      annualRate: BigInt(asked.annualRate),
      lateRate: BigInt(Math.max(product.lateRate, asked.annualRate)),
      originationFee: BigInt(fee),
      interestOnlyCount: 0,
    },
  })
  const requested = await as(bob).loans.request({ ...asked, zhHash, enHash, termsHash })
  await requested.wait()
  const loanId = requested.result
  const reference = loanReference(loanId & ((1n << 80n) - 1n))
  say(`Bob asks for 1,000.00 at 12 % a year in three instalments: loan ${reference}.`)

  await (await as(alice).loans.fundWithPermit({ loanId, amount: units('600') })).wait()
  await (await as(carol).loans.fund({ loanId, amount: units('400') })).wait()
  say('Alice funds 600.00 with a signature, Carol 400.00.')

  await (await as(bob).loans.draw({ loanId })).wait()
  say('Bob draws the money.')

  const time = (await publicClient.getBlock()).timestamp
  const due = await as(bob).loans.readRepayable({ loanId, time })
  await (await as(bob).loans.repay({ loanId, amount: takenOf(due) })).wait()
  say(`Bob pays the first instalment, ${takenOf(due)} base units.`)
  await (await as(bob).loans.payOff({ loanId, greatestAmount: units('1500') })).wait()
  say('Bob pays the rest off.')

  const claimed: bigint[] = []
  for (const lender of [alice, carol]) {
    const claimable = await as(lender).notes.readClaimable({ seriesId: loanId, holder: lender.address })
    await (await as(lender).notes.claim({ seriesIds: [loanId], holder: lender.address })).wait()
    claimed.push(claimable)
  }
  say(`Alice claims ${claimed[0]} and Carol ${claimed[1]} base units.`)
  return { deployment, loanId, claimed }
}
