import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { SAMPLE_FILE } from '@hurong/tape'
import { afterAll, describe, expect, test } from 'vitest'
import type { LabelledFrame } from '../data/frame.ts'
import { readSchema } from '../schema/read.ts'
import { withoutConstants } from './constant.ts'
import { type LabelledOptions, readLabelled } from './labelled.ts'
import type { BadRow } from './rows.ts'
import { refuseLeaks } from './tripwire.ts'

const folder = mkdtempSync(join(tmpdir(), 'scoring-tape-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const schemaFile = new URL('../../schemas/lendingclub-2007-2010.json', import.meta.url)
const schema = readSchema(readFileSync(schemaFile, 'utf8'), 'schema.json')
const sample = readFileSync(SAMPLE_FILE, 'utf8')
const [header = '', firstRow = ''] = sample.split('\n')
const names = header.split(',')

function write(content: string | Buffer, name = 'tape.csv'): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

/** The first row of the sample with some of its cells changed. */
function row(changed: Record<string, string> = {}): string {
  const cells = firstRow.split(',')
  for (const [name, value] of Object.entries(changed)) cells[names.indexOf(name)] = value
  return cells.join(',')
}

async function read(file: string, options: LabelledOptions = {}) {
  const badRows: BadRow[] = []
  const tape = await readLabelled(file, schema, { ...options, onBadRow: (bad) => badRows.push(bad) })
  return { ...tape, badRows }
}

const valuesOf = (frame: LabelledFrame, name: string): number[] => {
  const input = frame.inputs.find((one) => one.name === name)
  return [...(input?.kind === 'numeric' ? input.values : (input?.codes ?? []))]
}

describe('a tape whose loans have ended', () => {
  test('the sample reads whole: 300 loans, 46 of them defaulted', async () => {
    const { frame, counts, badRows } = await read(fileURLToPath(SAMPLE_FILE))
    expect(badRows).toEqual([])
    expect(counts).toEqual({ rows: 300, bad: 0, notFinished: 0, otherDates: 0, used: 300 })
    expect(frame.outcome.reduce((sum, one) => sum + one, 0)).toBe(46)
  })

  test('a row becomes inputs, outcome, date, and what is known afterwards', async () => {
    const file = write(
      `${header}\n${row({ loan_amnt: '6000', term: '36', annual_inc: '24000', loan_status: 'Charged Off', issue_d: '2008-01-01', last_pymnt_d: '2008-07-01', funded_amnt: '6000', total_rec_prncp: '1000', recoveries: '600', collection_recovery_fee: '100', addr_state: 'CA' })}\n`,
    )
    const { frame, afterwards } = await read(file)
    expect([...frame.outcome]).toEqual([1])
    expect([...frame.issuedOn]).toEqual([Date.UTC(2008, 0, 1) / 86_400_000])
    expect(valuesOf(frame, 'amountToIncome')).toEqual([0.25])
    expect([...afterwards.defaultedOn]).toEqual([Date.UTC(2008, 6, 1) / 86_400_000 + 120])
    expect([afterwards.exposure[0], afterwards.lost[0]]).toEqual([5_000, 4_500])
    expect(afterwards.groups).toEqual({ addr_state: ['CA'] })
  })

  test('loans of other dates, and loans that run still, are counted and left out', async () => {
    const rows = [
      { issue_d: '2008-01-01' },
      { issue_d: '2009-01-01' },
      { issue_d: '2010-01-01' },
      { loan_status: 'Current', issue_d: '2009-01-01' },
    ]
    const file = write(`${header}\n${rows.map(row).join('\n')}\n`)
    const { counts } = await read(file, { from: 14_245, before: 14_610 })
    expect(counts).toEqual({ rows: 4, bad: 0, notFinished: 1, otherDates: 2, used: 1 })
  })

  test.each<[string, Record<string, string>, string]>([
    ['a negative income', { annual_inc: '-1' }, 'annual_inc "-1" is negative'],
    [
      'a date in the future',
      { earliest_cr_line: '2999-01-01' },
      'earliest_cr_line "2999-01-01" lies in the future',
    ],
    ['no number', { dti: 'abc' }, 'dti "abc" is not a number'],
    ['no date', { issue_d: 'May' }, 'issue_d "May" is not a date'],
    ['no date of issue at all', { issue_d: '' }, 'issue_d is empty'],
    ['an outcome nobody knows', { loan_status: 'Lost' }, 'loan_status "Lost" is no outcome the schema knows'],
    [
      'a figure known afterwards that is no number',
      { loan_status: 'Charged Off', recoveries: '?' },
      'recoveries "?" is not a number',
    ],
  ])(
    '%s: the row is reported with line and column, kept in no column, and the next is read',
    async (_, changed, reason) => {
      const { frame, badRows, counts } = await read(write(`${header}\n${row()}\n${row(changed)}\n${row()}\n`))
      expect(badRows).toEqual([{ line: 3, reason }])
      expect(counts).toMatchObject({ rows: 3, bad: 1, used: 2 })
      for (const input of frame.inputs) expect(valuesOf(frame, input.name)).toHaveLength(2)
    },
  )

  test('a row with a cell too few is reported', async () => {
    const { badRows } = await read(write(`${header}\nLC1,5\n${row()}\n`))
    expect(badRows).toEqual([{ line: 2, reason: `the row has 2 cells; the header has ${names.length}` }])
  })

  test('a missing column ends the reading with a sentence that names file, line and column', async () => {
    const file = write(`${header.replace('annual_inc', 'income')}\n${row()}\n`)
    await expect(read(file)).rejects.toThrow(
      'tape.csv, line 1: the tape has no column annual_inc. Check that tape and schema belong together.',
    )
  })

  test('a gzip reads like the plain file, in other encodings and delimiters too', async () => {
    const plain = await read(write(sample))
    const packed = await read(write(gzipSync(sample), 'tape.csv.gz'))
    expect(packed.frame).toEqual(plain.frame)
    const wide = write(Buffer.from(`\uFEFF${sample.replaceAll(',', ';')}`, 'utf16le'))
    const foreign = await readLabelled(wide, { ...schema, csv: { delimiter: ';', encoding: 'utf-16le' } })
    expect(foreign.frame).toEqual(plain.frame)
  })

  test('a gzip cut short, an empty file and none at all end with a sentence', async () => {
    const packed = gzipSync(sample)
    const cut = write(packed.subarray(0, 8_000), 'short.csv.gz')
    await expect(read(cut)).rejects.toThrow(/short\.csv\.gz, line \d+: the gzip file ends too early/)
    await expect(read(write(''))).rejects.toThrow('tape.csv is empty.')
    await expect(read(join(folder, 'nowhere.csv'))).rejects.toThrow('There is no file nowhere.csv.')
  })

  test('a level the model does not know is coded as missing, and counted', async () => {
    const file = write(`${header}\n${row({ purpose: 'yacht' })}\n${row({ purpose: 'car' })}\n`)
    const { frame, unknownLevels } = await read(file, { known: new Map([['purpose', ['car', 'house']]]) })
    expect(valuesOf(frame, 'purpose')).toEqual([-1, 0])
    expect(unknownLevels.get('purpose')).toEqual(new Map([['yacht', 1]]))
  })
})

describe('of a loan that defaulted', () => {
  const lossOf = async (cells: Record<string, string>) => {
    const { afterwards } = await read(write(`${header}\n${row({ loan_status: 'Charged Off', ...cells })}\n`))
    return [afterwards.exposure[0], afterwards.lost[0]]
  }
  test.each([
    ['is lost but for what came back, less its cost', '2500', '300', '50', [7_500, 7_250]],
    ['is lost whole where collecting cost more than it brought', '2500', '30', '50', [7_500, 7_500]],
    ['is not lost at all where more came back', '9000', '1500', '0', [1_000, 0]],
    ['is nothing where all was repaid', '10000', '0', '0', [0, 0]],
  ])('what was open %s', async (_, repaid, recoveries, fee, expected) => {
    const cells = { funded_amnt: '10000', total_rec_prncp: repaid, recoveries, collection_recovery_fee: fee }
    expect(await lossOf(cells)).toEqual(expected)
  })
})

describe('before a model learns', () => {
  test('inputs that say the same of every loan are dropped and named', async () => {
    const { frame } = await read(
      write(`${header}\n${row()}\n${row({ annual_inc: '1000', revol_bal: '5', revol_util: '0.5' })}\n`),
    )
    const { frame: kept, dropped } = withoutConstants(frame)
    expect(kept.inputs.map(({ name }) => name)).toContain('income')
    expect(dropped).toContain('purpose')
    expect(dropped).not.toContain('income')
  })

  test('no honest input of the sample trips the wire', async () => {
    const { frame } = await read(fileURLToPath(SAMPLE_FILE))
    expect(() => refuseLeaks(frame, 'tape.csv')).not.toThrow()
  })

  test.each([
    ['a number that follows the outcome', (bad: number, i: number) => String(bad ? 100 + i : i / 10)],
    ['a number that is only known of loans that failed', (bad: number) => (bad ? '5' : '')],
    ['a number that is only known of loans that were repaid', (bad: number) => (bad ? '' : '5')],
  ])('%s is refused as leaking', async (_, cellOf) => {
    const rows = Array.from({ length: 60 }, (_, i) => {
      const bad = i % 3 === 0 ? 1 : 0
      return row({ loan_status: bad ? 'Charged Off' : 'Fully Paid', dti: cellOf(bad, i) })
    })
    const { frame } = await read(write(`${header}\n${rows.join('\n')}\n`))
    expect(() => refuseLeaks(frame, 'tape.csv')).toThrow(
      /^tape\.csv: the input debt\w* alone separates defaulted from repaid loans almost perfectly \(AUC 1\.000\): it knows the outcome\. Say/,
    )
  })

  test('a level that follows the outcome is refused; one met once each knows nothing of others', async () => {
    const tapeOf = (purpose: (bad: boolean, i: number) => string) =>
      write(
        `${header}\n${Array.from({ length: 60 }, (_, i) => row({ loan_status: i % 3 ? 'Fully Paid' : 'Charged Off', purpose: purpose(i % 3 === 0, i) })).join('\n')}\n`,
      )
    const told = await read(tapeOf((bad) => (bad ? 'sold_to_collector' : 'car')))
    expect(() => refuseLeaks(told.frame, 'tape.csv')).toThrow('the input purpose alone separates')
    const each = await read(tapeOf((_, i) => `purpose ${i}`))
    expect(() => refuseLeaks(each.frame, 'tape.csv')).not.toThrow()
  })
})
