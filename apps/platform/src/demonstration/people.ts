import type { DemonstrationAccount } from '@hurong/sdk/api'
import type { Wallets } from '../history/wallets.ts'

/** Who a visitor may act as. The account is the index among those of the development words. */
export type Person = {
  readonly name: { readonly zh: string; readonly en: string }
  readonly role: DemonstrationAccount['role']
  readonly account: number
}

const person = (account: number, role: Person['role'], zh: string, en: string): Person => ({
  name: { zh, en },
  role,
  account,
})

/** The account that deployed, sets products and verifies people; and the keeper's, which has no privilege. */
export const operatorAccount = 0
export const keeperAccount = 1
/** Where borrowed money is spent. */
export const shopAccount = 2
/** Who signs assessments: the first all, the second those above the limit too. Neither is a participant. */
export const underwriterAccounts = [158, 159] as const
/** Who can stop new business; no participant either. */
export const guardianAccount = 254

/** The people of the demonstration; all invented, and nothing of them but an address is on the chain. */
export const people: readonly Person[] = [
  person(3, 'investor', '林老师', 'Ms Lin, teacher'),
  person(4, 'investor', '陈静', 'Chen Jing'),
  person(5, 'investor', '王磊', 'Wang Lei'),
  person(6, 'investor', '玛丽亚', 'Maria'),
  person(7, 'investor', '老周', 'Old Zhou'),
  person(8, 'investor', '苏珊', 'Susan'),
  person(9, 'investor', '何勇', 'He Yong'),
  person(10, 'investor', '吴敏', 'Wu Min'),
  person(11, 'borrower', '赵师傅', 'Mr Zhao, carpenter'),
  person(12, 'borrower', '小马面馆', "Xiao Ma's noodle shop"),
  person(13, 'borrower', '刘芳', 'Liu Fang'),
  person(14, 'borrower', '丹尼尔', 'Daniel'),
  person(15, 'newcomer', '小叶', 'Xiao Ye'),
  person(underwriterAccounts[1], 'underwriter', '宋评估员', 'Ms Song, underwriter'),
  person(guardianAccount, 'guardian', '韩守护', 'Mr Han, guardian'),
]

/** Lenders without a name, so that a loan has more of them than there are people to act as. */
export const otherInvestors = Array.from({ length: 14 }, (_, index) => 16 + index)
/** Borrowers without a name, up to the underwriters. */
export const firstBorrower = 30
/** Those who ask for loans once the demonstration stands and a visitor moves the clock, up to the guardian. */
export const firstLaterBorrower = 160

/** How many accounts the chain funds for its fees. */
export const fundedAccounts = 256
/** Pays gas for accounts that hold none; has no privilege, and nobody else sends from it. */
export const relayerAccount = 255

const investors = people.filter(({ role }) => role === 'investor').map(({ account }) => account)
export const allInvestors: readonly number[] = [...investors, ...otherInvestors]

/** The demonstration's underwriters. */
export const underwritersOf = (wallets: Wallets) =>
  [wallets.account(underwriterAccounts[0]), wallets.account(underwriterAccounts[1])] as const

/**
 * The accounts as the API hands them out, keys included: they come from words that every development chain uses and the
 * whole world knows, so they are worth nothing anywhere else.
 */
export const demonstrationAccounts = (
  wallets: Wallets,
  idOf: (account: number) => number | undefined,
): DemonstrationAccount[] =>
  people.map(({ name, role, account }) => ({
    name,
    role,
    address: wallets.account(account).address.toLowerCase() as `0x${string}`,
    privateKey: wallets.privateKey(account),
    participantId: idOf(account) ?? null,
  }))
