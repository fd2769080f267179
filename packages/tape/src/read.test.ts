import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { readTape, type TapeRow } from './read.ts'
import { SAMPLE_FILE } from './sample/file.ts'

const folder = mkdtempSync(join(tmpdir(), 'tape-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const [header = '', firstRow = ''] = readFileSync(SAMPLE_FILE, 'utf8').split('\n')
const names = header.split(',')

let written = 0
function write(content: string | Buffer, name = `tape-${++written}.csv`): string {
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

async function read(file: string | URL, now?: number): Promise<TapeRow[]> {
  const rows: TapeRow[] = []
  for await (const one of readTape(file, now === undefined ? {} : { now })) rows.push(one)
  return rows
}

const reasonsOf = (rows: TapeRow[]) =>
  rows.flatMap((one) => (one.kind === 'error' ? [`${one.line}: ${one.reason}`] : []))

describe('readTape', () => {
  test('reads every figure exactly from its text', async () => {
    const [first] = await read(
      write(
        `${header}\n${row({ funded_amnt: '7500', int_rate: '0.1375', installment: '255.43', total_pymnt: '9195.2653338214', term: '36', issue_d: '2007-06-01', last_pymnt_d: '', annual_inc: '' })}\n`,
      ),
    )
    expect(first).toMatchObject({
      kind: 'loan',
      line: 2,
      loan: {
        principal: 7_500_00n,
        annualRate: 137_500n,
        installment: 255_43n,
        totalPaid: 9_195_27n,
        count: 36,
        issuedAt: Date.UTC(2007, 5, 1) / 1000,
        lastPaymentAt: null,
        application: { annualIncome: null },
      },
    })
  })

  test.each([
    [{ funded_amnt: '-5' }, 'funded_amnt "-5" is negative'],
    [{ funded_amnt: '0' }, 'funded_amnt "0" is out of range'],
    [{ funded_amnt: 'lots' }, 'funded_amnt "lots" is not a number'],
    [{ installment: '1e3' }, 'installment "1e3" is not a number'],
    [{ installment: '255.435' }, 'installment "255.435" has more decimals than fit'],
    [{ int_rate: '' }, 'int_rate is empty'],
    [{ int_rate: '1.2' }, 'int_rate "1.2" is out of range'],
    [{ term: '36.5' }, 'term "36.5" is not a whole number'],
    [{ term: '0' }, 'term "0" is out of range'],
    [{ issue_d: '2031-01-01' }, 'issue_d "2031-01-01" lies in the future'],
    [{ issue_d: '2009-02-30' }, 'issue_d "2009-02-30" is not a date (YYYY-MM-DD)'],
    [{ issue_d: 'Jun-09' }, 'issue_d "Jun-09" is not a date (YYYY-MM-DD)'],
    [{ last_pymnt_d: '2001-01-01' }, 'last_pymnt_d "2001-01-01" is out of range'],
    [{ loan_status: 'Unknown' }, 'loan_status "Unknown" is not one of the values known'],
    [{ grade: 'Z' }, 'grade "Z" is not one of the values known'],
  ])('a row with %o is reported with its line, and the next one is read', async (changed, reason) => {
    const rows = await read(
      write(`${header}\n${row()}\n${row(changed)}\n${row()}\n`),
      Date.UTC(2030, 0, 1) / 1000,
    )
    expect(reasonsOf(rows)).toEqual([`3: ${reason}`])
    expect(rows.filter(({ kind }) => kind === 'loan')).toHaveLength(2)
  })

  test('a row with a cell too few is reported and the next one is read', async () => {
    const rows = await read(write(`${header}\nLC1,5\n${row()}\n`))
    expect(reasonsOf(rows)).toEqual([`2: The row has 2 cells; the header has ${names.length}.`])
    expect(rows).toHaveLength(2)
  })

  test('a loan carries the cells of its row as they stand on the tape', async () => {
    const [first] = await read(write(`${header}\n${row({ dti: '07.50', annual_inc: '' })}\n`))
    if (first?.kind !== 'loan') throw new Error('The row is no loan.')
    expect(Object.keys(first.loan.cells)).toEqual(names)
    expect(first.loan.cells).toMatchObject({ dti: '07.50', annual_inc: '' })
  })

  test('a missing column is one error that names it', async () => {
    const without = header.replace('int_rate', 'rate')
    const rows = await read(write(`${without}\n${row()}\n${row()}\n`))
    expect(rows).toEqual([
      { kind: 'error', line: 1, reason: 'The tape has no column int_rate.', fatal: true },
    ])
  })

  test('a gzip reads like the plain file, whatever its name, and a byte order mark does no harm', async () => {
    const plain = `\uFEFF${header}\r\n${row()}\r\n`
    const fromGzip = await read(write(gzipSync(plain), 'anything.bin'))
    expect(fromGzip).toEqual(await read(write(plain)))
    expect(fromGzip.map(({ kind }) => kind)).toEqual(['loan'])
  })

  test('a gzip cut short ends in an error that says so', async () => {
    const file = write(gzipSync(readFileSync(SAMPLE_FILE)), 'short.csv.gz')
    truncateSync(file, 8_000)
    const rows = await read(file)
    expect(rows.at(-1)).toMatchObject({
      fatal: true,
      reason: 'The gzip file ends too early: it was cut short.',
    })
    expect(rows.slice(0, -1).every(({ kind }) => kind === 'loan')).toBe(true)
  })

  test('a damaged gzip, an empty file and a file that is not there are told apart', async () => {
    const broken = gzipSync(readFileSync(SAMPLE_FILE))
    broken.fill(0xff, 100, 400)
    expect(reasonsOf(await read(write(broken)))[0]).toContain('The gzip file is damaged.')
    expect(reasonsOf(await read(write('')))).toEqual(['1: The tape is empty.'])
    expect(reasonsOf(await read(join(folder, 'nowhere.csv')))).toEqual(['1: There is no such file.'])
  })

  test('a quote that is never closed does not fill the memory', async () => {
    const rows = await read(write(`${header}\n${row()}\n"${'x'.repeat(300_000)}`))
    expect(rows.at(-1)).toMatchObject({ kind: 'error', fatal: true })
  })

  test('a reader that stops early leaves nothing open', async () => {
    for await (const one of readTape(SAMPLE_FILE)) {
      expect(one.line).toBe(2)
      break
    }
  })
})
