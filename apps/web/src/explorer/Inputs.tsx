import { Address } from '../components/Address.tsx'
import { EventList } from '../events/EventLine.tsx'
import { formatNumber } from '../format/number.ts'
import { useI18n } from '../i18n/context.tsx'
import { download, toJson } from './download.ts'
import type { Recomputed } from './figures.ts'
import styles from './page.module.css'
import { withPeople } from './people.ts'
import { toChainEvent } from './toChainEvent.ts'

/** What a recomputation was made of: node, contract, block and every event, to be looked at or taken along. */
export function Inputs({ found }: { readonly found: Recomputed }) {
  const { t, locale } = useI18n()
  const { loan, events, block, time, series } = found.whole
  const told = events.map((event) => toChainEvent(event, event.time))
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('explorer.inputs.title')}</h2>
        <button
          type="button"
          className="text-button t14"
          onClick={() =>
            download(`loan-${Number(loan.loanId & 0xffffffffffn)}-events.json`, 'application/json', [
              toJson({ rpcUrl: found.rpcUrl, block, events: told }),
            ])
          }
        >
          {t('explorer.inputs.download')}
        </button>
      </header>
      <dl className={`pairs ${styles.facts}`}>
        <dt>{t('explorer.inputs.node')}</dt>
        <dd>{found.rpcUrl}</dd>
        <dt>{t('explorer.inputs.block')}</dt>
        <dd>{formatNumber(Number(block), locale)}</dd>
        <dt>{t('explorer.inputs.terms')}</dt>
        <dd>
          <Address value={loan.termsHash} />
        </dd>
        <dt>{t('explorer.inputs.wallet')}</dt>
        <dd>
          <Address value={loan.wallet} />
        </dd>
      </dl>
      <details className={styles.inputs}>
        <summary>{t('explorer.inputs.events', { n: events.length })}</summary>
        <EventList
          events={told.map((event) => withPeople(event, found.people)).reverse()}
          now={time}
          currency={series.currency}
        />
      </details>
    </section>
  )
}
