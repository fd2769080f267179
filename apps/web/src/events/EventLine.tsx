import type { ChainEvent } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { platformQuery } from '../api/queries.ts'
import { useCurrency } from '../api/useCurrency.ts'
import { DateTime } from '../components/DateTime.tsx'
import { Proof } from '../components/Proof.tsx'
import { StatusLine } from '../components/Status.tsx'
import { sameDay } from '../format/date.ts'
import { loanName } from '../format/names.ts'
import { useI18n } from '../i18n/context.tsx'
import { currencyOf } from './currencyOf.ts'
import styles from './EventLine.module.css'
import { storyOf } from './story.ts'

interface EventListProps {
  readonly events: readonly ChainEvent[]
  /** Seconds: today's events show their time, others their date. */
  readonly now: number
  readonly currency?: string | undefined
  /** Whether lines name their loan; not on the loan's own page. */
  readonly withLoan?: boolean
  readonly nameOf?: ((address: string) => string) | undefined
}

/** What happened, newest first, each line with the transaction that proves it. */
export function EventList({ events, now, currency, withLoan = false, nameOf }: EventListProps) {
  const i18n = useI18n()
  const { decimals } = useCurrency(currency)
  const { data: platform } = useQuery(platformQuery)
  const decimalsOf = (event: ChainEvent) =>
    currencyOf(event, platform?.currencies ?? [])?.decimals ?? decimals
  return (
    <ul className={styles.list} data-loan={withLoan || undefined}>
      {events.map((event) => {
        const { kind, mark, tone, sentence } = storyOf(event, i18n, decimalsOf(event), nameOf)
        return (
          <li key={event.id}>
            <span className={`${styles.when} ink3`}>
              <DateTime at={event.at} style={sameDay(event.at, now) ? 'time' : 'date'} />
            </span>
            <span className={styles.kind}>
              <StatusLine mark={mark} tone={tone}>
                {i18n.t(kind)}
              </StatusLine>
            </span>
            {withLoan && (
              <span className={styles.loan}>
                {event.loanNumber !== null && (
                  <Link to="/loans/$number" params={{ number: event.loanNumber }}>
                    {loanName(event.loanNumber)}
                  </Link>
                )}
              </span>
            )}
            <span className={`${styles.what} ${tone === 'late' || tone === 'failed' ? tone : ''}`}>
              {sentence}
            </span>
            <span className={styles.proof}>
              <Proof transaction={event.transaction} />
            </span>
          </li>
        )
      })}
    </ul>
  )
}
