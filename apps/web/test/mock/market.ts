import type {
  ChainEvent,
  Holding,
  LoanStatus,
  Participant,
  Platform,
  Portfolio,
  Statistics,
} from '@hurong/sdk/api'
import { addressOf, currency, type Fate, type MockLoan, makeLoan, now } from './loans.ts'

const fates: readonly Fate[] = [
  ...Array<Fate>(14).fill('funding'),
  'funded',
  'cancelled',
  ...Array<Fate>(46).fill('onTime'),
  ...Array<Fate>(6).fill('late'),
  ...Array<Fate>(3).fill('defaulted'),
  ...Array<Fate>(9).fill('repaid'),
]

export const loans: readonly MockLoan[] = fates.map((fate, index) => makeLoan(101 + index * 7, fate))
export const loanOf = (number: number) => loans.find((loan) => loan.detail.number === number)

export const events: readonly ChainEvent[] = loans
  .flatMap((loan) => loan.events)
  .filter((event) => event.at <= now)
  .sort((a, b) => b.at - a.at)

const contract = (digit: string) => `0x${digit.repeat(40)}`

export const platform = (port: number): Platform => ({
  chainId: 31337,
  rpcUrl: `http://127.0.0.1:${port}/rpc`,
  local: true,
  contracts: {
    accessManager: contract('1'),
    notes: contract('2'),
    loans: contract('3'),
    participants: contract('4'),
    creditRecord: contract('5'),
    fees: contract('6'),
  },
  deployedAtBlock: 1,
  currencies: [{ address: currency, symbol: 'tUSD', name: 'Test dollar', decimals: 6 }],
  head: { block: 5_000, time: now },
  indexed: { block: 5_000, time: now },
  indexerProblem: null,
  accounts: null,
  preparing: null,
})

export const products = [
  {
    productId: 1,
    currency,
    open: true,
    methods: ['equalInstalment', 'equalPrincipal', 'interestOnly', 'bullet'],
    leastPrincipal: '500000000',
    greatestPrincipal: '50000000000',
    leastTicket: '10000000',
    leastTermDays: 30,
    greatestTermDays: 1_800,
    greatestRate: 360_000,
    lateRate: 200_000,
    graceDays: 5,
    defaultDays: 120,
    writeOffDays: 180,
    reflectionPeriod: 259_200,
    fundingPeriod: 1_209_600,
    drawPeriod: 604_800,
    leastShare: 600_000,
    originationFee: 20_000,
  },
]

const sum = (values: readonly (string | bigint)[]) =>
  String(values.reduce<bigint>((all, one) => all + BigInt(one), 0n))
const withStatus = (...wanted: LoanStatus[]) => loans.filter(({ detail }) => wanted.includes(detail.status))

export function statistics(): Statistics {
  const drawn = loans.filter(({ detail }) => detail.drawnAt !== null)
  const counts = {} as Record<LoanStatus, number>
  for (const { detail } of loans) counts[detail.status] = (counts[detail.status] ?? 0) + 1
  for (const status of ['recovered', 'writtenOff'] as const) counts[status] = 0
  return {
    at: now,
    currencies: [
      {
        currency,
        loansDrawn: drawn.length,
        lent: sum(drawn.map(({ detail }) => detail.terms.principal)),
        principalRepaid: sum(drawn.map(({ detail }) => detail.received.principal)),
        outstandingOnTime: sum(withStatus('active').map(({ detail }) => detail.outstandingPrincipal)),
        outstandingLate: sum(withStatus('late').map(({ detail }) => detail.outstandingPrincipal)),
        outstandingDefaulted: sum(withStatus('defaulted').map(({ detail }) => detail.outstandingPrincipal)),
        recovered: '0',
        interestReceived: sum(drawn.map(({ detail }) => detail.received.interest)),
        lateInterestReceived: '0',
        feesPaid: sum(drawn.map(({ detail }) => detail.fee)),
        inFunding: sum(withStatus('funding', 'funded').map(({ detail }) => detail.raised)),
        counts,
        lateBuckets: [],
        longestDaysPastDue: Math.max(...loans.map(({ detail }) => detail.daysPastDue)),
      },
    ],
    participants: 64,
    lenders: 34,
    borrowers: 60,
    averageFundingSeconds: 200_000,
  }
}

export const accounts = [
  { zh: '林老师', en: 'Ms Lin', role: 'investor' },
  { zh: '赵会计', en: 'Mr Zhao', role: 'investor' },
  { zh: '王店主', en: 'Ms Wang', role: 'borrower' },
  { zh: '小陈', en: 'Mr Chen', role: 'newcomer' },
].map(({ zh, en, role }, index) => ({
  name: { zh, en },
  role,
  address: addressOf(index + 3),
  privateKey: `0x${String(index + 1).repeat(64)}`,
  participantId: role === 'newcomer' ? null : 70 + index,
}))

export function participant(id: number): Participant {
  const own = loans.filter(({ detail }) => detail.borrowerId === id)
  const history = own.flatMap(({ detail, rows }) =>
    rows.flatMap((row) =>
      row.settledAt === null
        ? []
        : [
            {
              number: detail.number,
              index: row.index,
              settledAt: row.settledAt,
              daysLate: row.daysLate ?? 0,
              onTime: row.status === 'onTime',
            },
          ],
    ),
  )
  const defaulted = own.filter(({ detail }) => detail.status === 'defaulted').length
  return {
    participantId: id,
    kind: 'person',
    status: 'active',
    country: 156,
    level: 2,
    investorClass: 0,
    verifiedUntil: now + 200 * 86_400,
    wallets: own.map(({ detail }) => detail.wallet),
    registeredAt: now - 700 * 86_400,
    record: {
      loansDrawn: own.filter(({ detail }) => detail.drawnAt !== null).length,
      loansRepaid: own.filter(({ detail }) => detail.status === 'repaid').length,
      loansDefaulted: defaulted,
      loansRecovered: 0,
      loansWrittenOff: 0,
      instalments: { onTime: history.length, late1To30: 0, late31To60: 0, late61To90: 0, late91Plus: 0 },
    },
    history,
    unpaid: own.flatMap(({ detail, rows }) =>
      rows
        .filter(({ status }) => status === 'late')
        .map(({ index, dueAt, daysLate }) => ({
          number: detail.number,
          index,
          dueAt,
          daysLate: daysLate ?? 0,
        })),
    ),
    loans: own.map(({ detail }) => detail),
  }
}

export function holdings(address: string): Holding[] {
  return loans.flatMap(({ detail, holders }) => {
    const mine = holders.find(({ index }) => addressOf(index) === address)
    if (!mine) return []
    const part = (units: string) => String((BigInt(units) * mine.balance) / BigInt(detail.terms.principal))
    return [
      {
        loan: detail,
        balance: String(mine.balance),
        claimable:
          detail.status === 'cancelled'
            ? String(mine.balance)
            : part(String((BigInt(detail.received.principal) + BigInt(detail.received.interest)) / 12n)),
        claimed: '0',
        principalReceived: part(detail.received.principal),
        interestReceived: part(detail.received.interest),
        outstanding: part(detail.outstandingPrincipal),
        subscribedAt: detail.drawnAt ? null : now - 86_400,
        withdrawableUntil: detail.drawnAt || detail.status === 'cancelled' ? null : now + 2 * 86_400,
      },
    ]
  })
}

export function portfolio(address: string): Portfolio {
  const own = holdings(address)
  const of = (pick: (holding: Holding) => string) => sum(own.map(pick))
  return {
    address,
    participantId: 70,
    at: now,
    currencies: [
      {
        currency,
        invested: of((h) => h.balance),
        outstanding: of((h) => h.outstanding),
        inFunding: '0',
        claimable: of((h) => h.claimable),
        held: '0',
        claimed: '0',
        principalReceived: of((h) => h.principalReceived),
        interestReceived: of((h) => h.interestReceived),
        lateInterestReceived: '0',
        recovered: '0',
        lostOrLate: '0',
        xirr: 0.0429,
        xirrLateLost: 0.0133,
        buckets: [
          { bucket: 'onTime', loans: own.length, principal: of((h) => h.outstanding) },
          ...(['1-30', '31-60', '61-90', '91+', 'defaulted'] as const).map((bucket) => ({
            bucket,
            loans: 0,
            principal: '0',
          })),
        ],
        calendar: Array.from({ length: 24 }, (_, index) => ({
          month: new Date(Date.UTC(2026, index, 1)).toISOString().slice(0, 7),
          receivedPrincipal: index < 11 ? '800000000' : '0',
          receivedInterest: index < 11 ? '90000000' : '0',
          expectedPrincipal: index < 11 ? '0' : '700000000',
          expectedInterest: index < 11 ? '0' : '60000000',
        })),
        payback: [25, 50, 75, 95].map((share) => ({ share, at: now + share * 10 * 86_400 })),
      },
    ],
  }
}
