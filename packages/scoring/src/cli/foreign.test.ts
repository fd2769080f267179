import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'score-foreign-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const text = (en: string) => ({ en, zh: `${en}(中文)` })
const input = (name: string, code: number, rest: object) => ({
  name,
  label: text(name),
  reason: { code, ...text(`${name} speaks against it`) },
  ...rest,
})

/** Another country: semicolons, decimal commas, dates by day, a default told by its date, a group nobody may read. */
const schema = {
  format: 'hurong-scoring-schema',
  version: 1,
  name: 'abroad',
  csv: { delimiter: ';', encoding: 'windows-1252' },
  columns: {
    Nr: { role: 'identifier' },
    Datum: { role: 'issueDate', type: 'date', format: 'DD.MM.YYYY' },
    Geburt: { role: 'application', type: 'date', format: 'DD.MM.YYYY' },
    Betrag: { role: 'application', type: 'number', decimal: ',', thousands: '.', least: 1 },
    Einkommen: {
      role: 'application',
      type: 'number',
      decimal: ',',
      thousands: '.',
      least: 0,
      missing: ['k. A.'],
    },
    Quote: { role: 'application', type: 'number', decimal: ',' },
    Zweck: { role: 'application' },
    Geschlecht: { role: 'group', label: text('Sex') },
    Stand: { role: 'afterwards' },
    Ausfall: { role: 'afterwards', type: 'date', format: 'DD.MM.YYYY' },
  },
  outcome: {
    notFinished: [{ column: 'Stand', is: ['läuft'] }],
    default: [{ column: 'Ausfall', present: true }],
    repaid: 'otherwise',
  },
  defaultDate: { column: 'Ausfall', plusDays: 0 },
  inputs: [
    input('burden', 1, {
      kind: 'numeric',
      from: { ratio: [{ column: 'Betrag' }, { column: 'Einkommen' }] },
      monotone: 1,
      max: 10,
    }),
    input('debtShare', 2, { kind: 'numeric', from: { column: 'Quote' }, monotone: 1 }),
    input('age', 3, { kind: 'numeric', from: { years: { from: 'Geburt', to: 'Datum' } }, min: 18, max: 80 }),
    input('purpose', 4, {
      kind: 'categorical',
      from: { grouped: { column: 'Zweck', levels: { home: ['Möbel', 'Küche'] }, otherwise: 'other' } },
    }),
  ],
}

/** Loans whose default follows their burden, and a little luck that is always the same. */
const rows = Array.from({ length: 600 }, (_, i) => {
  const luck = (i * 7919) % 100
  const burden = 1 + (i % 10)
  const fails = luck < burden * 6
  return [
    i,
    `${String(1 + (i % 28)).padStart(2, '0')}.0${1 + (i % 9)}.${i < 400 ? 2015 : 2016}`,
    `01.01.${1950 + (i % 40)}`,
    `${burden}.000,00`,
    i % 50 === 0 ? 'k. A.' : '1.000,00',
    `${(i * 37) % 100},5%`,
    ['Möbel', 'Küche', 'Auto'][i % 3],
    ['w', 'm'][i % 2],
    i % 60 === 7 ? 'läuft' : 'beendet',
    fails && i % 60 !== 7 ? '01.02.2017' : '',
  ].join(';')
})
const write = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

describe('a tape from another country', () => {
  test('is learnt from and measured through its schema file alone', async () => {
    const said = { out: '', err: '' }
    const stream = (name: 'out' | 'err') => ({
      write: (words: string) => {
        said[name] += words
      },
    })
    const streams = { out: stream('out'), err: stream('err') }
    const lines = [Object.keys(schema.columns).join(';'), ...rows].join('\r\n')
    const tape = write('abroad.csv', Buffer.from(lines, 'latin1'))
    const [schemaFile, model, card] = [
      write('abroad.json', JSON.stringify(schema)),
      join(folder, 'model.json'),
      join(folder, 'card'),
    ]
    expect(
      await run(
        ['train', '--schema', schemaFile, '--tape', tape, '--before', '2016-01-01', '--out', model],
        streams,
      ),
      said.err,
    ).toBe(0)
    said.out = ''
    expect(
      await run(
        ['evaluate', '--model', model, '--tape', tape, '--from', '2016-01-01', '--card', card],
        streams,
      ),
      said.err,
    ).toBe(0)
    expect(JSON.parse(said.out).auc).toBeGreaterThan(0.65)
    const { content } = JSON.parse(readFileSync(model, 'utf8'))
    expect(content.training).toMatchObject({ rows: 393, bad: 0 })
    expect(content.lossGivenDefault).toBeNull()
    expect(content.model.terms.map(({ levels }: { levels?: string[] }) => levels ?? [])).toContainEqual([
      'home',
      'other',
    ])
    const page = readFileSync(join(card, 'README.md'), 'utf8')
    expect(page).toContain('take all that is open at a default as lost (loss given default 100 %)')
    expect(page).toContain('By sex · Sex(中文); the model does not read it.')
    expect(page).toContain("at any time of the loan's life: `Ausfall` says something")
  })
})
