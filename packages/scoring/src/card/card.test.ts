import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { knownLevels } from '../cli/models.ts'
import { modelText, readModel } from '../files/model.ts'
import { aModelContent } from '../fixtures/model.ts'
import { wholeTape } from '../fixtures/whole-tape.ts'
import { readLabelled } from '../tape/labelled.ts'
import { type Evaluation, evaluate, figuresOf, psi } from './evaluation.ts'
import { pairSvg, shapeSvg } from './shapes.ts'
import { plotSvg } from './svg.ts'
import { cardFiles } from './write.ts'

const models = fileURLToPath(new URL('../../models/', import.meta.url))
const cards = fileURLToPath(new URL('../../../../docs/models/', import.meta.url))
const read = (...path: string[]) => readFileSync(join(...path), 'utf8')

describe('the card of every model in this package', () => {
  const names = readdirSync(models).filter((name) => name.endsWith('.json'))
  test('there is one', () => expect(names).not.toEqual([]))

  describe.each(names)('%s', (file) => {
    const model = readModel(read(models, file), file)
    const folder = join(cards, model.content.name)

    test('is what the program writes today for this model file, to the byte', () => {
      expect(existsSync(folder), `npm run score -- evaluate … --card docs/models/${model.content.name}`).toBe(
        true,
      )
      const evaluation = JSON.parse(read(folder, 'evaluation.json')) as Evaluation
      expect(evaluation.modelHash).toBe(model.hash)
      const files = cardFiles(model, evaluation)
      expect(readdirSync(folder).toSorted()).toEqual(Object.keys(files).toSorted())
      for (const [name, text] of Object.entries(files)) expect(read(folder, name) === text, name).toBe(true)
    })

    const tape = wholeTape()
    test.skipIf(!tape)(
      'has the figures measured again on the whole tape (skipped where the tape is absent)',
      async () => {
        if (!tape) throw new Error('The whole tape is not here.')
        const written = JSON.parse(read(folder, 'evaluation.json')) as Evaluation
        const day = (date: string) => Date.parse(date) / 86_400_000
        const dates = { from: day(written.from), before: day(written.to) + 1 }
        const loans = await readLabelled(tape, model.content.schema, { ...dates, known: knownLevels(model) })
        const again = evaluate(model, loans, written.tape)
        expect(JSON.parse(JSON.stringify(again))).toEqual(written)
      },
    )
  })
})

describe('figures', () => {
  test('of a hand-made ranking: three of four pairs right', () => {
    const found = figuresOf(
      Float64Array.of(0.1, 0.3, 0.2, 0.4),
      Int32Array.of(1, 3, 2, 4),
      Uint8Array.of(0, 0, 1, 1),
    )
    expect(found).toMatchObject({ auc: 0.75, ks: 0.5, brier: 0.275, predicted: 0.25, realised: 0.5 })
  })

  test('PSI is 0 where nothing moved, and as the formula has it where something did', () => {
    expect(psi([10, 20, 30], [1, 2, 3])).toBe(0)
    expect(psi([50, 50], [25, 75])).toBeCloseTo(-0.25 * Math.log(0.5) + 0.25 * Math.log(1.5), 6)
    expect(psi([100, 0], [50, 50])).toBeGreaterThan(1)
  })
})

describe('an evaluation', () => {
  const content = aModelContent()
  const model = readModel(modelText(content), 'small.json')
  const frame = {
    rows: 40,
    inputs: [
      {
        kind: 'numeric',
        name: 'amountToIncome',
        values: Float64Array.from({ length: 40 }, (_, i) => i / 80),
      },
      { kind: 'numeric', name: 'term', values: new Float64Array(40).fill(36) },
      {
        kind: 'categorical',
        name: 'home',
        levels: ['OWN', 'RENT'],
        codes: Int32Array.from({ length: 40 }, (_, i) => i % 2),
      },
    ],
    outcome: Uint8Array.from({ length: 40 }, (_, i) => (i % 3 === 0 && i > 10 ? 1 : 0)),
    issuedOn: Int32Array.from({ length: 40 }, (_, i) => 14_610 + (i < 20 ? 0 : 120)),
  } as const
  const evaluation = evaluate(
    model,
    {
      frame,
      afterwards: {
        term: new Float64Array(40).fill(36),
        defaultedOn: new Float64Array(40),
        exposure: new Float64Array(40),
        lost: new Float64Array(40),
        groups: { region: Array.from({ length: 40 }, (_, i) => (i < 30 ? 'north' : '')) },
      },
      counts: { rows: 41, bad: 1, notFinished: 0, otherDates: 0, used: 40 },
      unknownLevels: new Map(),
    },
    { name: 'small.csv', sha256: `0x${'22'.repeat(32)}` },
  )
  const total = (rates: readonly { loans: number; defaults: number }[]) => [
    rates.reduce((sum, { loans }) => sum + loans, 0),
    rates.reduce((sum, { defaults }) => sum + defaults, 0),
  ]

  test('has every loan once in its tenths, quarters, grades and groups', () => {
    const all = [evaluation.loans, evaluation.defaults]
    expect(all).toEqual([40, 10])
    for (const parts of [
      evaluation.calibration,
      evaluation.quarters,
      evaluation.grades,
      evaluation.groups.region ?? [],
    ])
      expect(total(parts)).toEqual(all)
    expect(evaluation.quarters.map(({ name }) => name)).toEqual(['2010 Q1', '2010 Q2'])
    expect(evaluation.groups.region?.map(({ name }) => name)).toEqual(['north', 'not known'])
  })

  test('its curve rises from nothing to everything', () => {
    const { curve } = evaluation
    expect(curve[0]).toEqual({ loans: 0, defaults: 0, repaid: 0 })
    expect(curve.at(-1)).toEqual({ loans: 1, defaults: 1, repaid: 1 })
    for (const [at, point] of curve.entries())
      expect(point.defaults).toBeGreaterThanOrEqual(curve[at - 1]?.defaults ?? 0)
  })

  test('becomes a card that names the hash, draws every shape and pair, and says what was left out', () => {
    const files = cardFiles(model, evaluation)
    expect(files['README.md']).toContain(model.hash)
    expect(files['README.md']).toContain('| `status` | It is the outcome. |')
    for (const name of [
      'shape-amountToIncome.svg',
      'shape-term.svg',
      'shape-home.svg',
      'pair-1.svg',
      'calibration.svg',
      'gains.svg',
      'ks.svg',
      'quarters.svg',
    ]) {
      expect(files[name]).toMatch(/^<svg /)
      expect(files['README.md']).toContain(`](${name})`)
    }
    expect(JSON.stringify(files)).not.toMatch(/NaN|undefined|Infinity/)
  })

  test('a tape that names no group says so', () => {
    const files = cardFiles(model, { ...evaluation, groups: {} })
    expect(files['README.md']).toContain(
      'The tape names no group of people, so nothing can be measured here.',
    )
  })
})

describe('a drawing', () => {
  test('keeps words that look like marks from becoming marks', () => {
    const svg = plotSvg({
      title: 'a < b & "c"',
      x: { label: '<x>', min: 0, max: 1 },
      y: { label: 'y', min: 0, max: 1 },
      series: [],
    })
    expect(svg).toContain('<title>a &lt; b &amp; &quot;c&quot;</title>')
    expect(svg).not.toContain('<x>')
  })

  test('of a number without edges, and of a pair of numbers, has no figure that is none', () => {
    const { model } = aModelContent()
    if (model.kind !== 'additive') throw new Error('The small model is additive.')
    const flat = { ...model.terms[1], edges: [], points: [0] } as (typeof model.terms)[1]
    const both = {
      first: { term: 0, edges: [0.2] },
      second: { term: 1, edges: [48] },
      points: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    }
    for (const svg of [
      shapeSvg(flat as never, aModelContent().schema, { unit: 'months', reach: 1 }),
      pairSvg(model, both, aModelContent().schema),
    ])
      expect(svg).not.toMatch(/NaN|undefined|Infinity/)
  })
})
