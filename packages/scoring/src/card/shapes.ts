import {
  type AdditiveModel,
  type CategoricalTerm,
  type NumericTerm,
  type PairTerm,
  POINTS_PER_LOG_ODDS,
  type Term,
} from '../model/types.ts'
import { levelName, type Schema } from '../schema/definition.ts'
import { numberText, type Point, plotSvg, svgOf, text } from './svg.ts'

/** Log-odds of points, as they stand on the axis. */
const logOdds = (points: number): number => points / POINTS_PER_LOG_ODDS

/** The shape of one input: what each of its values adds to the log-odds of default. */
export function shapeSvg(
  term: Term,
  schema: Schema,
  { unit, reach }: { unit?: string | undefined; reach: number },
): string {
  const drawn = Math.max(reach, ownReach(term))
  return term.kind === 'numeric'
    ? numericShape(term, labelOf(schema, term.name), unit, drawn)
    : levelShape(term, schema, drawn)
}

const yAxis = (reach: number) => ({
  label: 'log-odds of default, against the average',
  min: -reach,
  max: reach,
})

/** The greatest reach of any learnt shape, so that all are drawn to one scale; rounded up to a tenth. */
export const reachOf = (model: AdditiveModel): number =>
  Math.max(0.1, ...model.terms.filter(isLearnt).map(ownReach))

/** Whether the training loans differed in it. */
const isLearnt = ({ rows }: Term): boolean =>
  [...rows.bins, rows.missing].filter((count) => count > 0).length > 1

const ownReach = ({ points, missing }: Term): number =>
  Math.max(...[...points, missing].map((one) => Math.ceil(Math.abs(one) / 1_000))) / 10

function numericShape(term: NumericTerm, label: string, unit: string | undefined, reach: number): string {
  const { edges, points } = term
  const [first, last] = [edges[0] ?? 0, edges.at(-1) ?? 1]
  const beyond = (last - first) * 0.08 || Math.abs(first) * 0.5 || 1
  const starts = [first - beyond, ...edges]
  const ends = [...edges, last + beyond]
  const steps: Point[] = points.flatMap((value, bin) => [
    { x: starts[bin] as number, y: logOdds(value) },
    { x: ends[bin] as number, y: logOdds(value) },
  ])
  const [min, max] = [starts[0] as number, ends.at(-1) as number]
  const missing = term.rows.missing > 0 ? [flat('not known', min, max, logOdds(term.missing))] : []
  return plotSvg({
    title: `${label}${term.monotone ? (term.monotone > 0 ? ' (may only rise)' : ' (may only fall)') : ''}`,
    x: { label: unit ? `${label}, ${unit}` : label, min, max },
    y: yAxis(reach),
    series: [{ kind: 'line', points: steps, name: 'known' }, ...missing],
  })
}

const flat = (name: string, min: number, max: number, y: number) =>
  ({
    kind: 'line',
    name,
    dashed: true,
    points: [
      { x: min, y },
      { x: max, y },
    ],
  }) as const

function levelShape(term: CategoricalTerm, schema: Schema, reach: number): string {
  const label = labelOf(schema, term.name)
  const bars = [
    ...term.levels.map((level, at) => ({
      level: levelName(schema, term.name, level).en,
      points: term.points[at] as number,
    })),
    { level: 'not known', points: term.missing },
  ].toSorted((a, b) => a.points - b.points)
  const [left, row, width] = [190, 22, 640]
  const height = 60 + bars.length * row + 30
  const middle = left + (width - left - 60) / 2
  const perLogOdds = (width - left - 60) / 2 / reach
  return svgOf(width, height, label, [
    text(width / 2, 24, label, 'middle', 15),
    `<line x1="${middle}" y1="40" x2="${middle}" y2="${height - 34}" stroke="#999"/>`,
    ...bars.flatMap(({ level, points }, at) => {
      const y = 46 + at * row
      const size = logOdds(points) * perLogOdds
      const [x, length] = size < 0 ? [middle + size, -size] : [middle, size]
      return [
        text(left - 8, y + 13, level, 'end'),
        `<rect x="${x.toFixed(1)}" y="${y}" width="${length.toFixed(1)}" height="${row - 6}" fill="${points > 0 ? '#c2571a' : '#1f5fa8'}"/>`,
        text(width - 8, y + 13, logOdds(points).toFixed(3), 'end'),
      ]
    }),
    text(middle, height - 12, yAxis(reach).label, 'middle', 13),
  ])
}

/** Two inputs together, as a table of colours: blue lowers the log-odds of default, orange raises it. */
export function pairSvg(model: AdditiveModel, pair: PairTerm, schema: Schema): string {
  const sides = [pair.first, pair.second].map(({ term, edges }) => {
    const one = model.terms[term] as Term
    const label = labelOf(schema, one.name)
    const bins =
      one.kind === 'numeric'
        ? rangesOf(edges)
        : one.levels.map((level) => levelName(schema, one.name, level).en)
    return { label, bins: [...bins, 'not known'] }
  })
  const [rows, columns] = sides as [(typeof sides)[0], (typeof sides)[0]]
  const most = Math.max(1, ...pair.points.map(Math.abs))
  const [left, top, cellWidth, cellHeight] = [170, 110, 66, 24]
  const width = left + columns.bins.length * cellWidth + 20
  const height = top + rows.bins.length * cellHeight + 20
  const title = `${rows.label} and ${columns.label}`
  return svgOf(width, height, title, [
    text(width / 2, 24, title, 'middle', 15),
    text(left - 8, top - 12, `${rows.label} ↓`, 'end'),
    text(left, 46, `${columns.label} →`, 'start'),
    ...columns.bins.map(
      (bin, at) =>
        `<text transform="translate(${left + at * cellWidth + 14} ${top - 8}) rotate(-35)" font-size="11">${bin.replaceAll('<', '&lt;')}</text>`,
    ),
    ...rows.bins.flatMap((bin, row) => [
      text(left - 8, top + row * cellHeight + 16, bin, 'end', 11),
      ...columns.bins.map((_, column) => {
        const points = pair.points[row * columns.bins.length + column] as number
        const strength = Math.abs(points) / most
        const colour = points > 0 ? '#c2571a' : '#1f5fa8'
        const [x, y] = [left + column * cellWidth, top + row * cellHeight]
        return `<rect x="${x}" y="${y}" width="${cellWidth}" height="${cellHeight}" fill="${colour}" fill-opacity="${(strength * 0.7).toFixed(2)}" stroke="#fff"/>${text(x + cellWidth / 2, y + 16, logOdds(points).toFixed(2), 'middle', 11)}`
      }),
    ]),
  ])
}

const rangesOf = (edges: readonly number[]): string[] => [
  ...edges.map((edge) => `< ${numberText(edge)}`),
  `≥ ${numberText(edges.at(-1) ?? 0)}`,
]

export const labelOf = (schema: Schema, name: string): string =>
  schema.inputs.find((input) => input.name === name)?.label.en ?? name
