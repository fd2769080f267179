import type { ModelContent, Score } from '@hurong/scoring/explain'
import { formatNumber } from '../format/number.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './credit.module.css'
import { inputLabel } from './modelFile.ts'
import { stepsOf, type WaterfallStep } from './waterfall.ts'

const wide = 400
const tall = 22

/** So many of the weightiest parts stand alone; the rest are told together. */
const alone = 9

interface BarProps {
  readonly step: WaterfallStep
  readonly least: number
  readonly greatest: number
}

/** From where to where a part pushes the score; the two ends stand as marks. */
function Bar({ step, least, greatest }: BarProps) {
  const x = (points: number) => ((points - least) / (greatest - least || 1)) * (wide - 8) + 4
  const [from, to] = [x(step.from), x(step.to)]
  return (
    <svg viewBox={`0 0 ${wide} ${tall}`} preserveAspectRatio="none" aria-hidden="true">
      {step.kind === 'part' ? (
        <rect
          className={step.to > step.from ? styles.worse : styles.better}
          x={Math.min(from, to)}
          y={4}
          width={Math.max(1.5, Math.abs(to - from))}
          height={tall - 8}
        />
      ) : (
        <rect className={styles.end} x={to - 2} y={0} width={4} height={tall} />
      )}
      {step.kind !== 'total' && <line className={styles.connector} x1={to} x2={to} y1={tall - 4} y2={tall} />}
    </svg>
  )
}

/** How the points of a score add up, from the average loan to this one. */
export function Waterfall({ model, score }: { readonly model: ModelContent; readonly score: Score }) {
  const { t, locale, language } = useI18n()
  const steps = stepsOf(score, alone)
  const all = steps.flatMap(({ from, to }) => [from, to])
  const [least, greatest] = [Math.min(...all), Math.max(...all)]
  const nameOf = (step: WaterfallStep) => {
    if (step.kind === 'average') return t('credit.waterfall.average')
    if (step.kind === 'total') return t('credit.waterfall.total')
    return step.input === null
      ? t('credit.waterfall.rest', { n: step.count })
      : inputLabel(model, step.input, language)
  }
  const pointsOf = (step: WaterfallStep) => {
    if (step.kind !== 'part') return formatNumber(step.to, locale)
    const moved = step.to - step.from
    return `${moved > 0 ? '+' : ''}${formatNumber(moved, locale)}`
  }
  return (
    <div className={styles.block}>
      <h3>{t('credit.waterfall.title')}</h3>
      <p className="t14 ink2">{t('credit.waterfall.lead')}</p>
      <table className={styles.waterfall}>
        <caption className="hidden-visually">
          {t('credit.waterfall.label', {
            from: formatNumber(steps[0]?.to ?? 0, locale),
            n: score.contributions.length,
            to: formatNumber(score.points, locale),
          })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('credit.waterfall.input')}</th>
            <th scope="col" className={styles.bars}>
              <span className="hidden-visually">{t('credit.waterfall.title')}</span>
            </th>
            <th scope="col" className="num">
              {t('models.shapes.points')}
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.kind === 'part' ? (step.input ?? 'rest') : step.kind}>
              <th scope="row" className={step.kind === 'part' ? undefined : 'strong'}>
                {nameOf(step)}
              </th>
              <td className={styles.bars}>
                <Bar step={step} least={least} greatest={greatest} />
              </td>
              <td className={`num ${step.kind === 'part' ? '' : 'strong'}`}>{pointsOf(step)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <details>
        <summary className="t14">{t('credit.waterfall.all', { n: score.contributions.length })}</summary>
        <dl className="pairs">
          {score.contributions.map(({ input, points }) => (
            <div key={input} style={{ display: 'contents' }}>
              <dt>{inputLabel(model, input, language)}</dt>
              <dd>
                {points > 0 ? '+' : ''}
                {formatNumber(points, locale)}
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  )
}
