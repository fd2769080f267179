import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { SAMPLE_FILE } from '@hurong/tape'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'score-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const schema = fileURLToPath(new URL('../../schemas/lendingclub-2007-2010.json', import.meta.url))
const tape = fileURLToPath(SAMPLE_FILE)
const sample = readFileSync(SAMPLE_FILE, 'utf8')
const at = (name: string) => join(folder, name)
const write = (name: string, content: string | Buffer): string => {
  writeFileSync(at(name), content)
  return at(name)
}

/** Runs a command as the terminal would: its exit code, and what it said where. */
async function score(...args: string[]) {
  const said = { out: '', err: '' }
  const stream = (name: 'out' | 'err') => ({ write: (text: string) => (said[name] += text) })
  const code = await run(args, { out: stream('out'), err: stream('err') })
  return { code, ...said }
}

const model = at('model.json')
const application = { loan_amnt: '12000', term: '36', annual_inc: '45000', dti: '18', purpose: 'car' }

beforeAll(async () => {
  const { code, err } = await score('train', '--schema', schema, '--tape', tape, '--out', model)
  expect(err).not.toContain('There is no')
  expect(code).toBe(0)
})

describe('npm run score', () => {
  test('tells how it is used', async () => {
    expect(await score('--help')).toEqual({
      code: 0,
      out: expect.stringMatching(/^npm run score -- train .*\n(npm run score -- .*\n){4}$/),
      err: '',
    })
  })

  test('trains the same file, byte for byte, from the same loans, whatever their order or packing', async () => {
    const [header, ...rows] = sample.trimEnd().split('\n')
    const turned = write('lendingclub-sample.csv', gzipSync([header, ...rows.toReversed()].join('\n')))
    const again = await score('train', '--schema', schema, '--tape', turned, '--out', at('again.json'))
    expect(again.code).toBe(0)
    // The tape's own hash is another's: the rest must be the same.
    const plain = (file: string) => {
      const { content } = JSON.parse(readFileSync(file, 'utf8'))
      return { ...content, training: { ...content.training, tape: null } }
    }
    expect(plain(at('again.json'))).toEqual(plain(model))
    await score('train', '--schema', schema, '--tape', tape, '--out', at('same.json'))
    expect(readFileSync(at('same.json')).equals(readFileSync(model))).toBe(true)
  })

  test('trains a challenger too', async () => {
    const file = at('challenger.json')
    const { code, out } = await score(
      'train',
      '--schema',
      schema,
      '--tape',
      tape,
      '--kind',
      'challenger',
      '--out',
      file,
    )
    expect(code).toBe(0)
    expect(out).toContain('challenger lendingclub-2007-2010, hash 0x')
    expect((await score('evaluate', '--model', file, '--tape', tape)).code).toBe(0)
  })

  test('measures, and writes a card that belongs to the model', async () => {
    const card = at('card')
    const early = at('early.json')
    await score('train', '--schema', schema, '--tape', tape, '--before', '2010-01-01', '--out', early)
    const later = ['--tape', tape, '--from', '2010-01-01', '--card', card]
    const { code, out } = await score('evaluate', '--model', early, ...later)
    expect(code).toBe(0)
    expect(Object.keys(JSON.parse(out))).toEqual([
      'auc',
      'brier',
      'intercept',
      'ks',
      'predicted',
      'realised',
      'slope',
    ])
    expect(readFileSync(join(card, 'README.md'), 'utf8')).toContain(
      JSON.parse(readFileSync(early, 'utf8')).hash,
    )
    expect(readdirSync(card)).toContain('shape-income.svg')
  })

  test('scores a tape as CSV and as JSON lines, the same in both, and as explaining each row does', async () => {
    const csv = await score('apply', '--model', model, '--tape', tape)
    const jsonl = await score('apply', '--model', model, '--tape', tape, '--format', 'jsonl')
    const [head, ...lines] = csv.out.trimEnd().split('\n')
    expect(head).toBe('line,loan_id,points,pd_lifetime_ppm,pd_12_months_ppm,grade,reason_codes')
    expect(lines).toHaveLength(300)
    const rows = jsonl.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(
      rows.map((row) =>
        [
          row.line,
          row.loan_id,
          row.points,
          row.pdLifetime,
          row.pd12,
          row.grade,
          row.reasonCodes.join(' '),
        ].join(','),
      ),
    ).toEqual(lines)
    const names = sample.split('\n')[0]?.split(',') ?? []
    const cells = sample.split('\n')[7]?.split(',') ?? []
    const file = write(
      'row.json',
      JSON.stringify(Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']))),
    )
    const explained = JSON.parse((await score('explain', '--model', model, '--inputs', file)).out)
    const { line: _, loan_id: __, reasonCodes, ...row } = rows[6]
    expect(explained).toMatchObject(row)
    expect(explained.reasons.map(({ code }: { code: number }) => code)).toEqual(reasonCodes)
  })

  test('a tape to score needs no outcome; bad rows are told with line and reason and left out', async () => {
    const [header = '', ...rows] = sample.trimEnd().split('\n')
    const keep = header
      .split(',')
      .flatMap((name, i) => (['loan_status', 'total_pymnt', 'last_pymnt_d'].includes(name) ? [] : [i]))
    const cut = (line: string) => keep.map((i) => line.split(',')[i]).join(',')
    const income = cut(header).split(',').indexOf('annual_inc')
    const bad = cut(rows[1] ?? '')
      .split(',')
      .with(income, '-1')
      .join(',')
    const file = write('new.csv', [cut(header), cut(rows[0] ?? ''), bad, cut(rows[2] ?? '')].join('\n'))
    const { code, out, err } = await score(
      'apply',
      '--model',
      model,
      '--tape',
      file,
      '--out',
      at('scored.csv'),
    )
    expect({ code, out }).toEqual({ code: 0, out: '' })
    expect(err).toContain('new.csv, line 3: annual_inc "-1" is negative. The row is left out.')
    expect(err).toContain('new.csv: 3 rows, 2 scored, 1 bad.')
    expect(
      readFileSync(at('scored.csv'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => line.split(',')[0]),
    ).toEqual(['line', '2', '4'])
  })

  test('a level the model never met counts as not known, and that is said', async () => {
    const file = write('odd.csv', sample.replace('debt_consolidation', 'time_travel'))
    const { code, err } = await score('apply', '--model', model, '--tape', file)
    expect(code).toBe(0)
    expect(err).toContain('purpose "time_travel" is unknown to the model; 1 rows count as not known.')
  })

  test('explains one application, and recomputes the same from what was kept of it', async () => {
    const inputs = write('application.json', JSON.stringify(application))
    const first = await score('explain', '--model', model, '--inputs', inputs, '--salts', at('salted.json'))
    const again = await score('recompute', '--model', model, '--inputs', at('salted.json'))
    const { improvements, ...explained } = JSON.parse(first.out)
    expect(Array.isArray(improvements)).toBe(true)
    expect(JSON.parse(again.out)).toEqual(explained)
    // As a page saves it, beside the line of the decision log.
    const saltedFields = JSON.parse(readFileSync(at('salted.json'), 'utf8'))
    const saved = write('saved.json', JSON.stringify({ saltedFields, logged: { index: 7, hash: '0x' } }))
    expect((await score('recompute', '--model', model, '--inputs', saved)).out).toBe(again.out)
    expect(explained.commitment).toMatch(/^0x[0-9a-f]{64}$/)
  })

  test('without an application prints the points of every input', async () => {
    const { out } = await score('explain', '--model', model)
    expect(JSON.parse(out).tables.map(({ input }: { input: string }) => input)).toContain('income')
  })
})

describe('bad input ends with a sentence, a code that says so, and nothing half-written', () => {
  const out = at('nothing.json')
  const leaking = () => {
    const changed = JSON.parse(readFileSync(schema, 'utf8'))
    changed.inputs[0].from = { column: 'loan_status' }
    return write('leaking.json', JSON.stringify(changed))
  }
  const cases: [string, () => string[], RegExp][] = [
    [
      'a schema that lists the outcome as an input',
      () => ['train', '--schema', leaking(), '--tape', tape, '--out', out],
      /leaking\.json is refused at inputs\[0\]\.from: input amount reads loan_status/,
    ],
    [
      'a tape with a missing column',
      () => [
        'train',
        '--schema',
        schema,
        '--tape',
        write('less.csv', sample.replace('annual_inc', 'income')),
        '--out',
        out,
      ],
      /less\.csv, line 1: the tape has no column annual_inc/,
    ],
    [
      'a gzip cut short',
      () => [
        'train',
        '--schema',
        schema,
        '--tape',
        write('cut.csv.gz', gzipSync(sample).subarray(0, 9_000)),
        '--out',
        out,
      ],
      /cut\.csv\.gz, line \d+: the gzip file ends too early/,
    ],
    [
      'a gzip cut short, to be scored',
      () => [
        'apply',
        '--model',
        model,
        '--tape',
        write('cut.csv.gz', gzipSync(sample).subarray(0, 9_000)),
        '--out',
        out,
      ],
      /cut\.csv\.gz, line \d+: the gzip file ends too early/,
    ],
    [
      'a tape that is not there',
      () => ['train', '--schema', schema, '--tape', at('nowhere.csv'), '--out', out],
      /There is no file nowhere\.csv/,
    ],
    [
      'no loan of the dates asked for',
      () => ['train', '--schema', schema, '--tape', tape, '--before', '2001-01-01', '--out', out],
      /has no loan that ended, of the dates asked for/,
    ],
    [
      'loans that all ended alike',
      () => [
        'train',
        '--schema',
        schema,
        '--tape',
        write('alike.csv', sample.replaceAll('Charged Off', 'Fully Paid')),
        '--out',
        out,
      ],
      /alike\.csv: Every one of the 300 loans was repaid/,
    ],
    [
      'a card on loans the model learnt from',
      () => ['evaluate', '--model', model, '--tape', tape, '--card', out],
      /A card tells of loans a model has not seen/,
    ],
    [
      'a model file edited by one byte',
      () => [
        'apply',
        '--model',
        write('edited.json', readFileSync(model, 'utf8').replace('"intercept":-', '"intercept":')),
        '--tape',
        tape,
        '--out',
        out,
      ],
      /edited\.json was changed after it was written/,
    ],
    [
      'an application with a negative income',
      () => ['explain', '--model', model, '--inputs', write('negative.json', '{"annual_inc":"-1"}')],
      /The application cannot be read: annual_inc "-1" is negative/,
    ],
    [
      'an application that is no JSON',
      () => ['explain', '--model', model, '--inputs', write('no.json', '{')],
      /The application no\.json is no JSON/,
    ],
    [
      'salted fields without a salt',
      () => ['recompute', '--model', model, '--inputs', write('bare.json', '{"annual_inc":{"value":"1"}}')],
      /The field annual_inc in bare\.json has no "salt"/,
    ],
    [
      'a date that is none',
      () => ['train', '--schema', schema, '--tape', tape, '--before', 'May', '--out', out],
      /--before is "May": give a date such as 2010-01-01/,
    ],
    ['a flag too few', () => ['train', '--schema', schema], /--tape is missing/],
    ['a flag that does not exist', () => ['train', '--colour', 'red'], /Unknown option '--colour'/],
    ['a command that does not exist', () => ['guess'], /There is no command "guess"/],
  ]
  test.each(cases)('%s', async (_, args, sentence) => {
    const { code, err, out: said } = await score(...args())
    expect(err).toMatch(sentence)
    expect({ code, said }).toEqual({ code: 1, said: '' })
    expect(existsSync(out)).toBe(false)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})
