import { wilson } from '@hurong/finance'
import type { ModelContent } from '../files/model.ts'
import type { Evaluation } from './evaluation.ts'
import { pairSvg, reachOf, shapeSvg } from './shapes.ts'
import { COLOURS, plotSvg } from './svg.ts'

/** Every picture of a card, by file name. */
export function plotsOf(content: ModelContent, evaluation: Evaluation): Record<string, string> {
  return {
    'calibration.svg': calibration(evaluation),
    'gains.svg': gains(evaluation),
    'ks.svg': ks(evaluation),
    'quarters.svg': quarters(evaluation),
    ...shapes(content),
  }
}

const percent = (value: number) => value * 100
const diagonal = [
  { x: 0, y: 0 },
  { x: 100, y: 100 },
]
const perCent = (label: string, max = 100) => ({ label, min: 0, max })

function calibration({ calibration: tenths }: Evaluation): string {
  const bands = tenths.map(({ loans, defaults }) => wilson(defaults, loans))
  const greatest = Math.max(...tenths.map(({ predicted }) => predicted), ...bands.map(({ high }) => high))
  const max = Math.ceil(percent(greatest) / 5) * 5
  return plotSvg({
    title: 'Calibration: tenths of the loans by predicted PD',
    x: perCent('predicted to default, %', max),
    y: perCent('defaulted, %', max),
    series: [
      {
        kind: 'line',
        points: [
          { x: 0, y: 0 },
          { x: max, y: max },
        ],
        colour: '#999',
        dashed: true,
        name: 'as predicted',
      },
      ...tenths.map(({ predicted }, at) => {
        const { low, high } = bands[at] as (typeof bands)[0]
        const points = [low, high].map((y) => ({ x: percent(predicted), y: percent(y) }))
        return { kind: 'line', colour: COLOURS[0], points } as const
      }),
      {
        kind: 'points',
        colour: COLOURS[0],
        name: 'defaulted, with 95 % confidence',
        points: tenths.map(({ predicted, loans, defaults }) => ({
          x: percent(predicted),
          y: percent(defaults / loans),
        })),
      },
    ],
  })
}

const gains = ({ curve }: Evaluation): string =>
  plotSvg({
    title: 'Gains: share of all defaults among the riskiest loans',
    x: perCent('riskiest loans, %'),
    y: perCent('of all defaults, %'),
    series: [
      {
        kind: 'line',
        points: curve.map(({ loans, defaults }) => ({ x: percent(loans), y: percent(defaults) })),
        name: 'model',
      },
      { kind: 'line', points: diagonal, colour: '#999', dashed: true, name: 'chance' },
    ],
  })

const ks = ({ curve, figures }: Evaluation): string =>
  plotSvg({
    title: `KS: the two curves part by at most ${figures.ks.toFixed(3)}`,
    x: perCent('riskiest loans, %'),
    y: perCent('of all loans of that kind, %'),
    series: [
      {
        kind: 'line',
        points: curve.map(({ loans, defaults }) => ({ x: percent(loans), y: percent(defaults) })),
        name: 'defaulted',
      },
      {
        kind: 'line',
        points: curve.map(({ loans, repaid }) => ({ x: percent(loans), y: percent(repaid) })),
        name: 'repaid',
      },
    ],
  })

function quarters({ quarters: all }: Evaluation): string {
  const marks = all.map(({ name }, at) => ({ at, text: name }))
  const shares = all.flatMap(({ loans, defaults, predicted }) => [defaults / loans, predicted])
  return plotSvg({
    title: 'Predicted and realised default by quarter of issue',
    x: { label: 'quarter of issue', min: -0.5, max: Math.max(0.5, all.length - 0.5), marks },
    // Room above the bars for the names of the two.
    y: perCent('%', Math.ceil((percent(Math.max(...shares)) * 1.3) / 5) * 5),
    series: [
      {
        kind: 'bars',
        half: 0.3,
        points: all.map(({ loans, defaults }, x) => ({ x, y: percent(defaults / loans) })),
        name: 'defaulted',
      },
      {
        kind: 'line',
        points: all.map(({ predicted }, x) => ({ x, y: percent(predicted) })),
        name: 'predicted',
      },
    ],
  })
}

function shapes({ model, schema }: ModelContent): Record<string, string> {
  if (model.kind !== 'additive') return {}
  const reach = reachOf(model)
  const unitOf = (name: string) => {
    const input = schema.inputs.find((one) => one.name === name)
    return input?.kind === 'numeric' ? input.unit : undefined
  }
  return Object.fromEntries([
    ...model.terms.map((term): [string, string] => [
      `shape-${term.name}.svg`,
      shapeSvg(term, schema, { unit: unitOf(term.name), reach }),
    ]),
    ...model.pairs.map((pair, at): [string, string] => [`pair-${at + 1}.svg`, pairSvg(model, pair, schema)]),
  ])
}
