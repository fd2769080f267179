import { formatUnits, type Method, type PeriodUnit } from '@hurong/finance'
import { type Address, type Hex, keccak256, stringToHex } from 'viem'
import type { Purpose } from '../api/types.ts'
import { termsHashOf } from './termsHash.ts'
import { termsTextEn } from './termsTextEn.ts'
import { termsTextZh } from './termsTextZh.ts'

/** Version of the wording below. A change of one letter is a new version, or old loans' hashes could not be made again. */
export const TERMS_TEXT_VERSION = 1

/** Everything the text of a loan's terms is made of: amounts in base units, rates in millionths, times in seconds. */
export interface TermsTextInput {
  readonly chainId: number
  /** The `Loans` contract. */
  readonly loans: Address
  readonly currency: { readonly address: Address; readonly symbol: string; readonly decimals: number }
  readonly borrowerId: number
  readonly purpose: Purpose
  readonly fundingDeadline: number
  /** As asked for; the borrower may switch it later. */
  readonly autoRepay: boolean
  readonly terms: {
    readonly principal: bigint
    readonly annualRate: bigint
    readonly lateRate: bigint
    readonly method: Method
    readonly unit: PeriodUnit
    readonly interval: number
    readonly count: number
    readonly interestOnlyCount: number
    readonly graceDays: number
    readonly defaultDays: number
    readonly writeOffDays: number
    readonly originationFee: bigint
    readonly reflectionPeriod: number
    readonly drawPeriod: number
    readonly leastShare: number
    readonly leastTicket: bigint
  }
}

/** The figures of the text, written the same way in both languages. */
export interface TermsFigures {
  readonly amount: (units: bigint) => string
  readonly percent: (millionths: bigint | number) => string
  readonly time: (seconds: number) => string
}

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',')

const figuresOf = ({ currency }: TermsTextInput): TermsFigures => ({
  amount: (units) => {
    const [whole = '0', fraction = ''] = formatUnits(units, currency.decimals).split('.')
    const kept = fraction.replace(/0+$/, '').padEnd(Math.min(2, currency.decimals), '0')
    return `${grouped(whole)}${kept === '' ? '' : `.${kept}`} ${currency.symbol}`
  },
  percent: (millionths) => `${formatUnits(BigInt(millionths), 4).replace(/\.?0+$/, '')} %`,
  time: (seconds) => `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`,
})

/**
 * The text of a loan's terms in one language: the same numbers always give the same text, to the letter.
 * @param language `zh` or `en`; both say the same, and the numbers on the chain hold.
 */
export const termsTextOf = (input: TermsTextInput, language: 'zh' | 'en'): string =>
  (language === 'zh' ? termsTextZh : termsTextEn)(input, figuresOf(input))

/** The hashes of a request: of each text, keccak256 of its UTF-8 bytes, and of the terms as a whole. */
export interface TermsHashes {
  readonly zhHash: Hex
  readonly enHash: Hex
  readonly termsHash: Hex
}

/** Both texts and all hashes, as a request takes them: with `termsHash` it is refused where the terms have changed since. */
export const termsTextHashes = (
  input: TermsTextInput,
): TermsHashes & { readonly zh: string; readonly en: string } => {
  const [zh, en] = [termsTextOf(input, 'zh'), termsTextOf(input, 'en')]
  const texts = { zhHash: keccak256(stringToHex(zh)), enHash: keccak256(stringToHex(en)) }
  const termsHash = termsHashOf({ currency: input.currency.address, terms: input.terms, ...texts })
  return { zh, en, ...texts, termsHash }
}
