import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { GRADES, PURPOSES, type TapeLoan } from '../loan.ts'
import { readTape } from '../read.ts'
import { wasPaidEarly } from './choose.ts'
import { SAMPLE_FILE, wholeTape } from './file.ts'
import { SAMPLE_SIZE, sampleText } from './text.ts'

async function sampleLoans(): Promise<TapeLoan[]> {
  const loans: TapeLoan[] = []
  for await (const row of readTape(SAMPLE_FILE)) {
    if (row.kind === 'error') throw new Error(`Line ${row.line}: ${row.reason}`)
    loans.push(row.loan)
  }
  return loans
}

describe('the sample', () => {
  test('is 300 different loans without a bad row', async () => {
    const loans = await sampleLoans()
    expect(loans).toHaveLength(SAMPLE_SIZE)
    expect(new Set(loans.map(({ loanId }) => loanId)).size).toBe(SAMPLE_SIZE)
  })

  test('has every grade, every purpose and both terms', async () => {
    const loans = await sampleLoans()
    expect([...new Set(loans.map(({ grade }) => grade))].toSorted()).toEqual([...GRADES])
    expect([...new Set(loans.map(({ purpose }) => purpose))].toSorted()).toEqual([...PURPOSES])
    expect([...new Set(loans.map(({ count }) => count))].toSorted()).toEqual([36, 60])
  })

  test('has charged-off, late, recovered, early-paid and exceptional loans, about as many as all the loans have', async () => {
    const loans = await sampleLoans()
    const countOf = (is: (loan: TapeLoan) => boolean) => loans.filter(is).length
    expect(countOf(({ status }) => status === 'chargedOff')).toBe(46)
    expect(countOf(({ totalLateFee }) => totalLateFee > 0n)).toBeGreaterThanOrEqual(20)
    expect(countOf(({ recoveries }) => recoveries > 0n)).toBeGreaterThanOrEqual(30)
    expect(countOf(wasPaidEarly)).toBeGreaterThanOrEqual(90)
    expect(countOf(({ meetsPolicy }) => !meetsPolicy)).toBeGreaterThanOrEqual(35)
  })

  test('what was paid is principal, interest, late fees and recoveries, to a few cents', async () => {
    for (const loan of await sampleLoans()) {
      const parts = loan.totalPrincipal + loan.totalInterest + loan.totalLateFee + loan.recoveries
      const off = loan.totalPaid - parts
      expect(off >= -2n && off <= 2n, loan.loanId).toBe(true)
    }
  })

  const tape = wholeTape()
  test.skipIf(!tape)(
    'is what the choice from the whole tape gives (skipped where the tape is absent)',
    async () => {
      if (!tape) throw new Error('The whole tape is not here.')
      const committed = readFileSync(SAMPLE_FILE, 'utf8')
      expect((await sampleText(tape)) === committed).toBe(true)
    },
  )
})
