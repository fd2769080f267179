import type { ModelContent } from '@hurong/scoring/explain'
import chartStyles from '../components/Chart.module.css'
import { Gridlines } from '../components/Chart.tsx'
import { inputLabel, levelLabel } from '../credit/modelFile.ts'
import { formatNumber, numberFormat } from '../format/number.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './models.module.css'
import {
  type CategoricalTerm,
  isLearnt,
  levelsOf,
  type NumericTerm,
  reachOf,
  stepsOfNumber,
  type Term,
} from './shapes.ts'

const wide = 360
const tall = 150
const left = 52
const bottom = 24

interface ShapeProps<T> {
  readonly term: T
  readonly content: ModelContent
  readonly label: string
  readonly reach: number
}

/** A number on the axis, short: 12.5K, 0.35. */
function useShort() {
  const { locale } = useI18n()
  return (value: number) =>
    numberFormat(locale, {
      notation: Math.abs(value) >= 10_000 ? 'compact' : 'standard',
      maximumSignificantDigits: 3,
    }).format(value)
}

/** Points of a number, as a line of steps over the loans it was learnt from. */
function NumberShape({ term, label, reach }: Omit<ShapeProps<NumericTerm>, 'content'>) {
  const { t, locale } = useI18n()
  const short = useShort()
  const steps = stepsOfNumber(term)
  const [min, max] = [steps[0]?.from ?? 0, steps.at(-1)?.to ?? 1]
  const x = (value: number) => left + ((value - min) / (max - min || 1)) * (wide - left)
  const y = (points: number) => 8 + ((reach - points) / (2 * reach)) * (tall - 8)
  const most = Math.max(...steps.map(({ share }) => share), 0.01)
  const path = steps.map(({ from, to, points }) => `${x(from)},${y(points)} ${x(to)},${y(points)}`).join(' ')
  const values = steps.map(({ points }) => points)
  return (
    <svg
      className={chartStyles.chart}
      viewBox={`0 0 ${wide} ${tall + bottom}`}
      role="img"
      aria-label={t('models.shapes.label', {
        name: label,
        from: short(min),
        to: short(max),
        least: Math.min(...values),
        greatest: Math.max(...values),
      })}
    >
      {steps.map(({ from, to, share }) => (
        <rect
          key={from}
          className={styles.rows}
          x={x(from)}
          y={tall - (share / most) * 40}
          width={Math.max(0.5, x(to) - x(from) - 0.5)}
          height={(share / most) * 40}
        />
      ))}
      <Gridlines
        ticks={[reach, 0, -reach]}
        y={y}
        text={(tick) => `${tick > 0 ? '+' : ''}${formatNumber(tick, locale)}`}
        left={left}
        right={wide}
      />
      <polyline className={styles.line} points={path} />
      <text x={left} y={tall + 18}>
        {short(min < 0 && (term.edges[0] ?? 0) >= 0 ? 0 : min)}
      </text>
      <text x={wide} y={tall + 18} textAnchor="end">
        {short(max)}+
      </text>
    </svg>
  )
}

const row = 20
/** More levels than these stand in the table alone. */
const levelsDrawn = 14

/** Points of levels, as bars from 0. */
function LevelShape({ term, content, label, reach }: ShapeProps<CategoricalTerm>) {
  const i18n = useI18n()
  const { t } = i18n
  const levels = levelsOf(term)
  const half = levelsDrawn / 2
  const shown = levels.length > levelsDrawn ? [...levels.slice(0, half), ...levels.slice(-half)] : levels
  const middle = 236
  const scale = (wide - middle - 4) / reach
  return (
    <svg
      className={chartStyles.chart}
      viewBox={`0 0 ${wide} ${shown.length * row + 4}`}
      role="img"
      aria-label={t('models.shapes.labelLevels', { name: label, n: levels.length })}
    >
      <line x1={middle} x2={middle} y1={0} y2={shown.length * row} className={chartStyles.zero} />
      {shown.map(({ level, points }, at) => {
        const size = Math.max(0.5, Math.abs(points) * scale)
        return (
          <g key={level}>
            <text x={0} y={at * row + 14}>
              {levelLabel(content, term.name, level, i18n)}
            </text>
            <rect
              className={points > 0 ? styles.raises : styles.lowers}
              x={points > 0 ? middle : middle - size}
              y={at * row + 3}
              width={size}
              height={row - 7}
            />
          </g>
        )
      })}
    </svg>
  )
}

/** The figures a shape is drawn from. */
function Figures({ term, content }: { readonly term: Term; readonly content: ModelContent }) {
  const i18n = useI18n()
  const { t, locale } = i18n
  const short = (value: number) => numberFormat(locale, { maximumSignificantDigits: 6 }).format(value)
  const rangeOf = (from: number | undefined, to: number | undefined) => {
    if (from === undefined) return t('models.shapes.below', { to: short(to ?? 0) })
    return to === undefined
      ? t('models.shapes.from', { from: short(from) })
      : t('models.shapes.between', { from: short(from), to: short(to) })
  }
  const lines =
    term.kind === 'categorical'
      ? levelsOf(term).map(({ level, points, loans }) => ({
          name: levelLabel(content, term.name, level, i18n),
          points,
          loans,
        }))
      : term.points.map((points, bin) => ({
          name: rangeOf(term.edges[bin - 1], term.edges[bin]),
          points,
          loans: term.rows.bins[bin] ?? 0,
        }))
  const all = [...lines, { name: t('models.shapes.unknown'), points: term.missing, loans: term.rows.missing }]
  return (
    <details>
      <summary className="t13">{t('models.shapes.table')}</summary>
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">{t('models.shapes.range')}</th>
            <th scope="col" className="num">
              {t('models.shapes.points')}
            </th>
            <th scope="col" className="num">
              {t('models.shapes.loans')}
            </th>
          </tr>
        </thead>
        <tbody>
          {all.map(({ name, points, loans }) => (
            <tr key={name}>
              <td>{name}</td>
              <td className="num">{formatNumber(points, locale)}</td>
              <td className="num">{formatNumber(loans, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function Shape({
  term,
  content,
  reach,
}: {
  readonly term: Term
  readonly content: ModelContent
  readonly reach: number
}) {
  const { t, language, locale } = useI18n()
  const label = inputLabel(content, term.name, language)
  const bound =
    term.kind === 'numeric' && term.monotone
      ? t(term.monotone > 0 ? 'models.shapes.rises' : 'models.shapes.falls')
      : null
  // Not learnt but reckoned from when the training loans failed: it has a shape all the same, to a scale of its own.
  const reckoned = content.training.extrapolated.includes(term.name)
  const drawn = isLearnt(term) || reckoned
  const scale = reckoned ? Math.max(reach, ...term.points.map(Math.abs)) : reach
  return (
    <article className={styles.shape}>
      <header>
        <h3>{label}</h3>
        {bound && <span className="t13 ink3">{bound}</span>}
      </header>
      {reckoned && <p className="t13 ink3">{t('models.shapes.reckoned')}</p>}
      {!drawn && <p className="t14 ink2">{t('models.shapes.flat')}</p>}
      {drawn && term.kind === 'numeric' && <NumberShape term={term} label={label} reach={scale} />}
      {drawn && term.kind === 'categorical' && (
        <LevelShape term={term} content={content} label={label} reach={scale} />
      )}
      {drawn && term.rows.missing > 0 && (
        <p className="t13 ink3">
          {t('models.shapes.missing', { points: formatNumber(term.missing, locale) })}
        </p>
      )}
      <Figures term={term} content={content} />
    </article>
  )
}

/** Every shape of a model, all to one scale. */
export function Shapes({ content }: { readonly content: ModelContent }) {
  const { t } = useI18n()
  if (content.model.kind !== 'additive') return null
  const { terms } = content.model
  const reach = reachOf(terms)
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('models.shapes.title')}</h2>
      </header>
      <p className="t14 ink2">{t('models.shapes.lead')}</p>
      <div className={styles.shapes}>
        {terms.map((term) => (
          <Shape key={term.name} term={term} content={content} reach={reach} />
        ))}
      </div>
    </section>
  )
}
