import type { ChainEvent } from '@hurong/sdk/api'
import type { Tone } from '../components/Status.tsx'
import type { Mark } from '../components/StatusMark.tsx'
import { type AmountRounding, formatAmount } from '../format/amount.ts'
import { formatDateTime } from '../format/date.ts'
import { participantName } from '../format/names.ts'
import { formatRate } from '../format/rate.ts'
import { shortened } from '../format/shortened.ts'
import { shownSplit } from '../format/shownSplit.ts'
import type { I18n, MessageKey } from '../i18n/context.tsx'

/** An event told to people: what kind of thing, in which shape and colour, and one sentence. */
export interface Story {
  readonly kind: Extract<MessageKey, `events.kind.${string}`>
  readonly mark: Mark
  readonly tone: Tone
  readonly sentence: string
}

type Look = Omit<Story, 'sentence'>
const look = (kind: Look['kind'], mark: Mark, tone: Tone): Look => ({ kind, mark, tone })
const asked = look('events.kind.asked', 'dot', 'ink2')
const funded = look('events.kind.funded', 'dot', 'ink2')
const drawn = look('events.kind.drawn', 'dot', 'ink2')
const paid = look('events.kind.paid', 'tick', 'brand')
const late = look('events.kind.late', 'clock1', 'late')
const bad = look('events.kind.defaulted', 'cross', 'failed')
const recovered = look('events.kind.recovered', 'tick', 'brand')
const closed = look('events.kind.closed', 'tick', 'brand')
const cancelled = look('events.kind.cancelled', 'ring', 'ink3')
const claimed = look('events.kind.claimed', 'tick', 'brand')
const person = look('events.kind.person', 'dot', 'ink2')
const rule = look('events.kind.rule', 'dot', 'ink2')

const nobody = /^0x0{40}$/
const cashKinds = ['repayment', 'recovery', 'refund'] as const
/** `LoanClosed.status` and `ParticipantStatus` as the chain numbers them, or as the API may name them. */
const isRecovered = (status: string | undefined) => status === '6' || status === 'recovered'
const isFrozen = (status: string | undefined) => status === '2' || status === 'frozen'
const isTrue = (value: string | undefined) => value === 'true' || value === '1'

/**
 * Tells an event in the reader's language.
 * @param decimals Of the loan's currency.
 * @param nameOf What an address is called that is no participant's; its ends if left out.
 */
export function storyOf(
  event: ChainEvent,
  i18n: I18n,
  decimals: number,
  nameOf: (address: string) => string = shortened,
): Story {
  const { t, locale } = i18n
  const { data, people } = event
  const who = (address = '') => {
    const participantId = people[address.toLowerCase()]
    return participantId === undefined ? nameOf(address) : participantName(participantId)
  }
  const amount = (value: string | bigint | undefined, rounding: AmountRounding = 'nearest') =>
    value === undefined ? '—' : formatAmount(value, decimals, locale, 'cents', rounding)
  const time = (value: string | undefined) => (value ? formatDateTime(Number(value), locale) : '—')
  const id = event.participantId === null ? '—' : participantName(event.participantId)
  switch (event.type) {
    case 'LoanRequested':
      return {
        ...asked,
        sentence: t('events.LoanRequested', {
          principal: amount(data.principal ?? data['terms.principal']),
          rate: formatRate(BigInt(data.annualRate ?? data['terms.annualRate'] ?? 0), locale),
        }),
      }
    case 'SeriesOpened':
      return { ...asked, sentence: t('events.SeriesOpened') }
    case 'LoanOpened':
      return { ...person, sentence: t('events.LoanOpened', { id }) }
    case 'FundingClosed':
      return {
        ...funded,
        sentence: t('events.FundingClosed', { raised: amount(data.raised), time: time(data.drawableFrom) }),
      }
    case 'FundingReopened':
      return { ...funded, sentence: t('events.FundingReopened', { raised: amount(data.raised) }) }
    case 'LoanCancelled':
      return {
        ...cancelled,
        sentence: t(
          isTrue(data.expired) ? 'events.LoanCancelled.expired' : 'events.LoanCancelled.byBorrower',
          {
            refunded: amount(data.refunded),
          },
        ),
      }
    case 'LoanDrawn': {
      const received = BigInt(data.principal ?? 0) - BigInt(data.fee ?? 0)
      return {
        ...drawn,
        sentence: t('events.LoanDrawn', { received: amount(received), fee: amount(data.fee) }),
      }
    }
    case 'Repaid': {
      const late = BigInt(data.lateInterest ?? 0)
      const split = [BigInt(data.principal ?? 0), BigInt(data.interest ?? 0), ...(late > 0n ? [late] : [])]
      const { whole, parts } = shownSplit(split, decimals)
      const [principal, interest, last] = parts
      const told = { amount: amount(whole), principal: amount(principal), interest: amount(interest) }
      return last === undefined
        ? { ...paid, sentence: t('events.Repaid', told) }
        : { ...paid, sentence: t('events.Repaid.late', { ...told, late: amount(last) }) }
    }
    case 'InstalmentSettled':
      return isTrue(data.onTime)
        ? { ...paid, sentence: t('events.InstalmentSettled.onTime', { index: data.index ?? '' }) }
        : {
            ...late,
            sentence: t('events.InstalmentSettled.late', {
              index: data.index ?? '',
              days: Number(data.daysLate),
            }),
          }
    case 'Prepaid':
      return { ...paid, sentence: t('events.Prepaid', { principal: amount(data.principal) }) }
    case 'LoanLate':
      return {
        ...late,
        sentence: t('events.LoanLate', { index: data.index ?? '', days: Number(data.daysPastDue) }),
      }
    case 'LoanDefaulted':
      return { ...bad, sentence: t('events.LoanDefaulted', { principal: amount(data.outstandingPrincipal) }) }
    case 'LoanWrittenOff':
      return {
        ...bad,
        sentence: t('events.LoanWrittenOff', { principal: amount(data.outstandingPrincipal) }),
      }
    case 'LoanClosed':
      return isRecovered(data.status)
        ? { ...recovered, sentence: t('events.LoanClosed.recovered') }
        : { ...closed, sentence: t('events.LoanClosed') }
    case 'AutoRepaySet':
      return { ...rule, sentence: t(isTrue(data.on) ? 'events.AutoRepaySet.on' : 'events.AutoRepaySet.off') }
    case 'WalletSet':
      return { ...rule, sentence: t('events.WalletSet') }
    case 'Transfer': {
      const [from = '', to = ''] = [data.sender, data.receiver]
      if (nobody.test(from))
        return {
          ...funded,
          sentence: t('events.Subscribed', { who: who(to), amount: amount(data.amount) }),
        }
      if (nobody.test(to))
        return {
          ...cancelled,
          sentence: t('events.Withdrawn', { who: who(from), amount: amount(data.amount) }),
        }
      return {
        ...funded,
        sentence: t('events.Transferred', {
          amount: amount(data.amount),
          from: who(from),
          to: who(to),
        }),
      }
    }
    case 'Released':
      return { ...drawn, sentence: t('events.Released', { amount: amount(data.amount) }) }
    case 'PaidIn': {
      const kind = cashKinds[Number(data.kind)] ?? cashKinds.find((one) => one === data.kind) ?? 'other'
      const shape = kind === 'recovery' ? recovered : kind === 'refund' ? cancelled : paid
      return { ...shape, sentence: t(`events.PaidIn.${kind}`, { amount: amount(data.amount) }) }
    }
    case 'Claimed':
      return {
        ...claimed,
        sentence: t('events.Claimed', {
          who: who(data.holder),
          amount: amount(data.amount, 'down'),
        }),
      }
    case 'HoldingFlagged':
      return { ...person, sentence: t('events.HoldingFlagged', { who: who(data.holder) }) }
    case 'CashHeld':
    case 'HeldCashPaid':
      return {
        ...claimed,
        sentence: t(`events.${event.type}`, { who: who(data.account), amount: amount(data.amount) }),
      }
    case 'ParticipantRegistered':
    case 'ClaimsSet':
    case 'WalletAdded':
    case 'WalletRemoved':
    case 'OutcomeRecorded':
    case 'InstalmentsRecorded':
      return { ...person, sentence: t(`events.${event.type}`, { id }) }
    case 'StatusSet':
      return isFrozen(data.status)
        ? { ...bad, kind: 'events.kind.person', sentence: t('events.StatusSet.frozen', { id }) }
        : { ...person, sentence: t('events.StatusSet.active', { id }) }
    case 'ProductSet':
      return { ...rule, sentence: t('events.ProductSet', { id: data.productId ?? '' }) }
    case 'FeeAnnounced':
      return {
        ...rule,
        sentence: t('events.FeeAnnounced', {
          id: data.productId ?? '',
          rate: formatRate(BigInt(data.originationFee ?? 0), locale),
          time: time(data.bindsAt),
        }),
      }
    case 'IssuerPaused':
      return {
        ...rule,
        sentence: t(isTrue(data.paused) ? 'events.IssuerPaused.on' : 'events.IssuerPaused.off'),
      }
    default: {
      // What concerns rules and powers is told by a sentence without figures; an unknown event by its name.
      const plain = i18n.message(`events.plain.${event.type}` as MessageKey)
      return { ...rule, sentence: plain ?? t('events.other', { name: event.type }) }
    }
  }
}

/** Types worth telling on the first page: each once per thing that happened, money first. */
export const newsTypes = [
  'LoanRequested',
  'LoanDrawn',
  'Repaid',
  'LoanLate',
  'LoanDefaulted',
  'LoanWrittenOff',
  'LoanClosed',
  'LoanCancelled',
] as const
