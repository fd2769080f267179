/** A place on a plot, in the units of its axes. */
export type Point = { readonly x: number; readonly y: number }

export type Axis = {
  readonly label: string
  readonly min: number
  readonly max: number
  /** Where marks stand and what they say; round numbers unless told. */
  readonly marks?: readonly { readonly at: number; readonly text: string }[]
}

export type Series = {
  readonly kind: 'line' | 'points' | 'bars'
  readonly points: readonly Point[]
  readonly colour?: string
  readonly name?: string
  readonly dashed?: boolean
  /** Half the width of a bar, in units of x. */
  readonly half?: number
}

export type Plot = {
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly series: readonly Series[]
}

const WIDTH = 640
const HEIGHT = 400
const EDGE = { left: 70, right: 20, top: 40, bottom: 60 }
export const COLOURS = ['#1f5fa8', '#c2571a', '#3d7a3d', '#7a4b94'] as const
const INK = '#333'
const FAINT = '#ddd'

/** A plot as SVG text: the same text for the same plot. */
export function plotSvg({ title, x, y, series }: Plot): string {
  const across = scale(x, EDGE.left, WIDTH - EDGE.right)
  const up = scale(y, HEIGHT - EDGE.bottom, EDGE.top)
  const drawn = series.map((one, at) =>
    drawSeries(one, one.colour ?? (COLOURS[at % COLOURS.length] as string), across, up),
  )
  return svgOf(WIDTH, HEIGHT, title, [
    ...marksOf(x).map(({ at, text }) => xMark(across(at), text)),
    ...marksOf(y).map(({ at, text }) => yMark(up(at), text)),
    text(WIDTH / 2, 22, title, 'middle', 15),
    text((EDGE.left + WIDTH - EDGE.right) / 2, HEIGHT - 14, x.label, 'middle', 13),
    `<text transform="translate(18 ${(EDGE.top + HEIGHT - EDGE.bottom) / 2}) rotate(-90)" text-anchor="middle" font-size="13">${escaped(y.label)}</text>`,
    ...drawn,
    ...legend(series),
  ])
}

/** An SVG document on white, so that it reads on dark pages too. */
export const svgOf = (width: number, height: number, title: string, parts: readonly string[]): string =>
  `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" fill="${INK}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...parts,
    '</svg>',
  ].join('\n')}\n`

export const text = (
  x: number,
  y: number,
  words: string,
  anchor: 'start' | 'middle' | 'end',
  size = 12,
): string =>
  `<text x="${short(x)}" y="${short(y)}" text-anchor="${anchor}" font-size="${size}">${escaped(words)}</text>`

export const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** At most two decimals, and no trailing zeros. */
export const short = (value: number): string => String(Math.round(value * 100) / 100)

type Scale = (value: number) => number

const scale =
  ({ min, max }: Axis, from: number, to: number): Scale =>
  (value) =>
    max === min ? (from + to) / 2 : from + ((value - min) / (max - min)) * (to - from)

const xMark = (at: number, words: string): string =>
  `<line x1="${short(at)}" y1="${EDGE.top}" x2="${short(at)}" y2="${HEIGHT - EDGE.bottom}" stroke="${FAINT}"/>${text(at, HEIGHT - EDGE.bottom + 18, words, 'middle')}`

const yMark = (at: number, words: string): string =>
  `<line x1="${EDGE.left}" y1="${short(at)}" x2="${WIDTH - EDGE.right}" y2="${short(at)}" stroke="${FAINT}"/>${text(EDGE.left - 8, at + 4, words, 'end')}`

function marksOf({ marks, min, max }: Axis): { at: number; text: string }[] {
  if (marks) return [...marks]
  const step = roundStep((max - min) / 6)
  const first = Math.ceil(min / step - 1e-9)
  const last = Math.floor(max / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => {
    const value = (first + at) * step
    return { at: value, text: numberText(value) }
  })
}

/** The step of 1, 2 or 5 times a power of ten that is not below the one wanted. */
function roundStep(wanted: number): number {
  if (!(wanted > 0)) return 1
  let power = 1
  while (power > wanted) power /= 10
  while (power * 10 <= wanted) power *= 10
  return ([1, 2, 5, 10].find((times) => times * power >= wanted) ?? 10) * power
}

export const numberText = (value: number): string => {
  const size = Math.abs(value)
  if (size >= 1_000_000) return `${short(value / 1_000_000)} M`
  if (size >= 10_000) return `${short(value / 1_000)} k`
  return String(Number(value.toPrecision(4)))
}

function drawSeries(series: Series, colour: string, across: Scale, up: Scale): string {
  const { kind, points, dashed, half = 0.4 } = series
  if (kind === 'line') {
    const path = points.map(({ x, y }) => `${short(across(x))},${short(up(y))}`).join(' ')
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"${dashed ? ' stroke-dasharray="5 4"' : ''}/>`
  }
  if (kind === 'points')
    return points
      .map(({ x, y }) => `<circle cx="${short(across(x))}" cy="${short(up(y))}" r="4" fill="${colour}"/>`)
      .join('')
  return points
    .map(({ x, y }) => {
      const [left, right] = [across(x - half), across(x + half)]
      const [top, bottom] = [Math.min(up(y), up(0)), Math.max(up(y), up(0))]
      return `<rect x="${short(left)}" y="${short(top)}" width="${short(right - left)}" height="${short(bottom - top)}" fill="${colour}"/>`
    })
    .join('')
}

function legend(series: readonly Series[]): string[] {
  const named = series.flatMap(({ name, colour, dashed }, at) =>
    name === undefined ? [] : [{ name, dashed, ink: colour ?? COLOURS[at % COLOURS.length] }],
  )
  return named.flatMap(({ name, ink, dashed }, line) => {
    const y = EDGE.top + 14 + line * 18
    return [
      `<line x1="${EDGE.left + 10}" y1="${y - 4}" x2="${EDGE.left + 34}" y2="${y - 4}" stroke="${ink}" stroke-width="3"${dashed ? ' stroke-dasharray="5 4"' : ''}/>`,
      text(EDGE.left + 40, y, name, 'start'),
    ]
  })
}
