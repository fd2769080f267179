import { upsertRows } from '../../apps/server/src/database/bulk.ts'
import { openDatabase } from '../../apps/server/src/database/open.ts'
import { checkpoint, type loans } from '../../apps/server/src/database/schema.ts'
import { changingTables } from '../../apps/server/src/indexer/tables.ts'

const address = `0x${'ab'.repeat(20)}`
const hash = `0x${'cd'.repeat(32)}`
const now = 1_800_000_000
const day = 86_400

/** The nth loan of a listing as varied as a market's: rates, terms, methods, statuses and shares all differ. */
const loanOf = (n: number): typeof loans.$inferSelect => {
  const status = (['funding', 'active', 'active', 'repaid', 'defaulted'] as const)[n % 5] ?? 'active'
  const drawn = status !== 'funding'
  const principal = BigInt(1_000 + ((n * 37) % 50_000)) * 1_000_000n
  const repaid = status === 'repaid' ? principal : 0n
  const due = now + ((n % 90) - 30) * day
  return {
    loanId: (1n << 240n) + BigInt(n),
    number: n,
    status,
    currency: address,
    borrowerId: 1 + (n % 900),
    productId: 1 + (n % 2),
    wallet: address,
    purpose: n % 14,
    autoRepay: n % 3 > 0,
    termsHash: hash,
    zhHash: hash,
    enHash: hash,
    principal,
    annualRate: 50_000 + ((n * 101) % 250_000),
    lateRate: 300_000,
    method: (['equalInstalment', 'equalPrincipal', 'interestOnly', 'bullet'] as const)[n % 4] ?? 'bullet',
    unit: 'month',
    interval: 1,
    count: 3 + (n % 58),
    interestOnlyCount: 0,
    graceDays: 3,
    defaultDays: 90,
    writeOffDays: 180,
    originationFee: 10_000,
    reflectionPeriod: day,
    drawPeriod: 7 * day,
    leastShare: 500_000,
    leastTicket: 10_000_000n,
    termDays: 30 * (3 + (n % 58)),
    requestedAt: now - n * 60,
    fundingDeadline: now + (n % 30) * day,
    raised: drawn ? principal : principal >> 1n,
    fundedShare: drawn ? 1_000_000 : (n * 7_919) % 1_000_000,
    lenders: n % 200,
    closedAt: drawn ? now : null,
    drawableFrom: null,
    fee: 0n,
    drawnAt: drawn ? now - 60 * day : null,
    outstandingPrincipal: drawn ? principal - repaid : 0n,
    instalment: principal >> 4n,
    nextInstalment: 2,
    interestPaid: 0n,
    principalPaid: 0n,
    accrualStart: now,
    lateInterestOwed: 0n,
    lateAccruedUntil: now,
    interestOwed: 0n,
    defaultedAt: status === 'defaulted' ? now : null,
    writtenOffAt: null,
    endedAt: null,
    nextDueAt: status === 'active' ? due : null,
    graceEndAt: status === 'active' ? due + 3 * day : null,
    defaultableFrom: null,
    receivedLateInterest: 0n,
    receivedInterest: 0n,
    receivedPrincipal: repaid,
    recovered: 0n,
    recoveredPrincipal: 0n,
    instalmentsSettled: 0,
    onTime: 0,
    late1To30: 0,
    late31To60: 0,
    late61To90: 0,
    late91Plus: 0,
    assessmentHash: null,
    modelHash: null,
    grade: null,
    pd12Months: null,
    pdLife: null,
    assessmentReasons: null,
    assessmentIssuedAt: null,
    assessmentExpiresAt: null,
    expectedReturn: null,
  }
}

/** Makes a database of so many loans, read up to a block. */
export const fillListing = async (dataDir: string, loanCount: number): Promise<void> => {
  const { database, close } = await openDatabase({ dataDir })
  await upsertRows(
    database,
    changingTables.loans,
    Array.from({ length: loanCount }, (_, i) => loanOf(i + 1)),
  )
  await database.execute('analyze loans')
  await database
    .insert(checkpoint)
    .values({ id: 1, chainId: 31_337, notes: address, block: 1, hash, time: now })
  await close()
}
