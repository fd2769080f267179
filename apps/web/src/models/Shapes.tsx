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
import { type ShareFailing, shareFailing, shareTicks } from './shareFailing.ts'
import { unitOf, useValue } from './useValue.ts'

const wide = 360
const tall = 150
const left = 52
const bottom = 24

interface ShapeProps<T> {
  readonly term: T
  readonly content: ModelContent
  readonly label: string
  readonly reach: number
  readonly failing: ShareFailing
}

/** Writes shares of loans that fail, from 0 to 1: whole per cents, the average with one decimal. */
function useShare() {
  const { locale } = useI18n()
  return (share: number) => numberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share)
}

/** Points of a number, as a line of steps over the loans it was learnt from. */
function NumberShape({ term, content, label, reach, failing }: ShapeProps<NumericTerm>) {
  const { t } = useI18n()
  const share = useShare()
  const short = useValue(unitOf(content, term.name), 3)
  const steps = stepsOfNumber(term)
  const [min, max] = [steps[0]?.from ?? 0, steps.at(-1)?.to ?? 1]
  const x = (value: number) => left + ((value - min) / (max - min || 1)) * (wide - left)
  const y = (points: number) => 8 + ((reach - points) / (2 * reach)) * (tall - 8)
  const most = Math.max(...steps.map(({ share }) => share), 0.01)
  const path = steps.map(({ from, to, points }) => `${x(from)},${y(points)} ${x(to)},${y(points)}`).join(' ')
  const values = steps.map(({ points }) => points)
  const ticks = shareTicks(reach, failing)
  const shareAt = new Map(ticks.map((tick) => [tick.points, share(tick.share)]))
  return (
    <svg
      className={chartStyles.chart}
      viewBox={`0 0 ${wide} ${tall + bottom}`}
      role="img"
      aria-label={t('models.shapes.label', {
        name: label,
        from: short(term.edges[0] ?? 0),
        to: short(steps.at(-1)?.from ?? 0),
        least: share(failing.of(Math.min(...values))),
        greatest: share(failing.of(Math.max(...values))),
      })}
    >
      {steps.map(({ from, to, share: part }) => (
        <rect
          key={from}
          className={styles.rows}
          x={x(from)}
          y={tall - (part / most) * 40}
          width={Math.max(0.5, x(to) - x(from) - 0.5)}
          height={(part / most) * 40}
        />
      ))}
      <Gridlines
        ticks={ticks.map(({ points }) => points)}
        y={y}
        text={(tick) => shareAt.get(tick)}
        left={left}
        right={wide}
      />
      <polyline className={styles.line} points={path} />
      <text x={left} y={tall + 18}>
        {t('models.shapes.below', { to: short(term.edges[0] ?? 0) })}
      </text>
      <text x={wide} y={tall + 18} textAnchor="end">
        {t('models.shapes.from', { from: short(steps.at(-1)?.from ?? 0) })}
      </text>
    </svg>
  )
}

const row = 20
/** More levels than these stand in the table alone. */
const levelsDrawn = 14

/** Points of levels, as bars from 0. */
function LevelShape({ term, content, label, reach, failing }: ShapeProps<CategoricalTerm>) {
  const i18n = useI18n()
  const share = useShare()
  const { t } = i18n
  const levels = levelsOf(term)
  const half = levelsDrawn / 2
  const shown = levels.length > levelsDrawn ? [...levels.slice(0, half), ...levels.slice(-half)] : levels
  const middle = 236
  const scale = (wide - middle - 4) / reach
  return (
    <svg
      className={chartStyles.chart}
      viewBox={`0 0 ${wide} ${shown.length * row + bottom}`}
      role="img"
      aria-label={t('models.shapes.labelLevels', { name: label, n: levels.length })}
    >
      {shareTicks(reach, failing).map(({ points, share: part }) => {
        const x = middle + points * scale
        return (
          <g key={points}>
            <line
              className={points === 0 ? chartStyles.zero : chartStyles.gridline}
              {...{ x1: x, x2: x, y1: 0, y2: shown.length * row }}
            />
            <text x={x} y={shown.length * row + 18} textAnchor={x > wide - 20 ? 'end' : 'middle'}>
              {share(part)}
            </text>
          </g>
        )
      })}
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
function Figures({ term, content, failing }: Pick<ShapeProps<Term>, 'term' | 'content' | 'failing'>) {
  const i18n = useI18n()
  const { t, locale } = i18n
  const share = useShare()
  const short = useValue(unitOf(content, term.name), 6)
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
              {t('models.shapes.fail')}
              <br />
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
              <td className="num">
                {share(failing.of(points))}
                <br />
                <span className="t13 ink3">{formatNumber(points, locale)}</span>
              </td>
              <td className="num">{formatNumber(loans, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function Shape({ term, content, reach, failing }: Omit<ShapeProps<Term>, 'label'>) {
  const { t, language } = useI18n()
  const share = useShare()
  const unit = unitOf(content, term.name)
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
        <h3>
          {label}
          {(unit === 'USD' || (unit === 'months' && !/月|month/i.test(label))) && (
            <span className="t13 ink3"> {t(`models.shapes.unit.${unit}`)}</span>
          )}
        </h3>
        {bound && <span className="t13 ink3">{bound}</span>}
      </header>
      {reckoned && <p className="t13 ink3">{t('models.shapes.reckoned')}</p>}
      {!drawn && <p className="t14 ink2">{t('models.shapes.flat')}</p>}
      {drawn && term.kind === 'numeric' && (
        <NumberShape {...{ term, content, label, failing }} reach={scale} />
      )}
      {drawn && term.kind === 'categorical' && (
        <LevelShape {...{ term, content, label, failing }} reach={scale} />
      )}
      {drawn && term.rows.missing > 0 && (
        <p className="t13 ink3">{t('models.shapes.missing', { share: share(failing.of(term.missing)) })}</p>
      )}
      <Figures {...{ term, content, failing }} />
    </article>
  )
}

/** Every shape of a model, all to one scale. */
export function Shapes({ content }: { readonly content: ModelContent }) {
  const { t } = useI18n()
  const share = useShare()
  if (content.model.kind !== 'additive') return null
  const { terms } = content.model
  const failing = shareFailing(content.model)
  const reach = reachOf(terms)
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('models.shapes.title')}</h2>
      </header>
      <p className="t14 ink2">{t('models.shapes.lead', { share: share(failing.average) })}</p>
      <div className={styles.shapes}>
        {terms.map((term) => (
          <Shape key={term.name} term={term} {...{ content, reach, failing }} />
        ))}
      </div>
    </section>
  )
}
