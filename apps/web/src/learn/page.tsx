import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import { loanQuery } from '../api/queries.ts'
import { useMoveTime } from '../clock/useMoveTime.ts'
import { Skeleton } from '../components/Skeleton.tsx'
import { StepFlow } from '../components/StepFlow.tsx'
import { formatDateTime } from '../format/date.ts'
import { News } from '../home/News.tsx'
import { useI18n } from '../i18n/context.tsx'
import { useTitle } from '../shell/useTitle.ts'
import styles from './page.module.css'
import { steps, type Tour } from './steps.ts'
import { Told } from './Told.tsx'
import { useTourLoan } from './useTourLoan.ts'
import { Watched } from './Watched.tsx'

/** A tour of one loan's life in five steps; on a local chain the visitor moves time and watches. */
export function LearnPage() {
  const { t, locale } = useI18n()
  useTitle(t('shell.foot.learn'))
  const { step: number = 1 } = useSearch({ from: '/learn' })
  const navigate = useNavigate({ from: '/learn' })
  const heading = useRef<HTMLHeadingElement>(null)
  const { platform, move, moving, said } = useMoveTime()
  const local = platform?.local === true
  const step = steps[number - 1] ?? steps[0]
  const tour = useTourLoan(platform?.local)
  const { data: loan, isError } = useQuery({ ...loanQuery(tour.loan ?? 0), enabled: tour.loan !== undefined })
  const go = (to: number) => {
    const search = ({ loan }: Tour): Tour => ({
      ...(to > 1 ? { step: to } : {}),
      ...(loan === undefined ? {} : { loan }),
    })
    void navigate({ search }).then(() => heading.current?.focus())
  }
  return (
    <>
      <div className={styles.head}>
        <h1>{t('learn.title')}</h1>
        <p className="ink2">{local ? t('learn.lead') : t('learn.leadRemote')}</p>
      </div>
      <div className={styles.flow}>
        <StepFlow steps={steps.map((key) => t(`learn.${key}.title`))} current={number - 1} />
      </div>
      <section className={styles.step}>
        <div>
          <p className="t13 ink3">{t('learn.step', { n: number })}</p>
          <h2 ref={heading} tabIndex={-1}>
            {t(`learn.${step}.title`)}
          </h2>
          <p className={styles.text}>{t(`learn.${step}.body`)}</p>
          {loan && (
            <p className={styles.text}>
              <Told step={step} loan={loan} local={local} />
            </p>
          )}
          {local && (
            <div className={styles.buttons}>
              <button
                type="button"
                className="button quiet small"
                disabled={moving}
                onClick={() => void move('day')}
              >
                {t('learn.moveDay')}
              </button>
              <button
                type="button"
                className="button quiet small"
                disabled={moving}
                onClick={() => void move('month')}
              >
                {t('learn.moveMonth')}
              </button>
            </div>
          )}
          <p className="t13 ink3" role="status" aria-live="polite">
            {said || (platform && t('learn.now', { time: formatDateTime(platform.head.time, locale) }))}
          </p>
          {number === steps.length && (
            <p className={styles.text}>
              {t('learn.done')} <Link to="/market">{t('learn.done.market')}</Link>{' '}
              <Link to="/portfolio">{t('learn.done.portfolio')}</Link>
            </p>
          )}
          <div className={styles.buttons}>
            {number > 1 && (
              <button type="button" className="button quiet" onClick={() => go(number - 1)}>
                {t('learn.previous')}
              </button>
            )}
            {number < steps.length && (
              <button type="button" className="button" onClick={() => go(number + 1)}>
                {t('learn.next')}
              </button>
            )}
          </div>
        </div>
        {loan && (
          <Watched
            step={step}
            loan={loan}
            moving={moving}
            onMove={local ? (to) => void move(to) : undefined}
            onAnother={tour.another}
          />
        )}
        {!loan && (tour.none || isError) && (
          <div className="panel">
            <p className="ink2">{t('learn.watch.none')}</p>
            <button type="button" className="text-button" onClick={tour.another}>
              {t('learn.watch.other')}
            </button>
          </div>
        )}
        {!loan && !tour.none && !isError && <Skeleton height={260} />}
      </section>
      <News lines={5} />
      <section className="section">
        <header className="section-head">
          <h2>{t('learn.questions')}</h2>
        </header>
        <dl className={styles.questions}>
          {(['1', '2', '3'] as const).map((one) => (
            <div key={one}>
              <dt className="strong">{t(`learn.q${one}`)}</dt>
              <dd className="ink2">{t(`learn.a${one}`)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  )
}
