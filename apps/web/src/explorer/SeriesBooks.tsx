import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useCurrency } from '../api/useCurrency.ts'
import { Amount } from '../components/Amount.tsx'
import { ColumnAmount } from '../components/ColumnAmount.tsx'
import { DataTable } from '../components/DataTable.tsx'
import { Empty } from '../components/Empty.tsx'
import { participantName } from '../format/names.ts'
import { shortened } from '../format/shortened.ts'
import { useI18n } from '../i18n/context.tsx'
import type { HolderLine, Recomputed } from './figures.ts'
import styles from './page.module.css'
import { seriesHex } from './question.ts'

const shownFirst = 10

function Holder({ line }: { readonly line: HolderLine }) {
  return line.participantId === 0 ? (
    <Link to="/explorer" search={{ q: line.holder }}>
      {shortened(line.holder)}
    </Link>
  ) : (
    <Link to="/participants/$id" params={{ id: line.participantId }}>
      {participantName(line.participantId)}
    </Link>
  )
}

/** Where every unit of a series is: supply, escrow, paid in, claimed, to be claimed; and who holds the notes. */
export function SeriesBooks({ found }: { readonly found: Recomputed }) {
  const { t } = useI18n()
  const [all, setAll] = useState(false)
  const { series } = found.whole
  const { currency, supply, released, paidIn, claimed } = series
  const { symbol } = useCurrency(currency)
  const claimable = found.holders.reduce((sum, line) => sum + line.claimable, 0n)
  const lines = all ? found.holders : found.holders.slice(0, shownFirst)
  const sums = [
    ['supply', supply],
    ['released', released],
    ['escrow', supply - released],
    ['paidIn', paidIn],
    ['claimed', claimed],
    ['claimable', claimable],
    ['dust', paidIn - claimed - claimable],
  ] as const
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('explorer.series.title')}</h2>
        <span className="t13 ink3" title={seriesHex(series.id)}>
          {t('explorer.series.id', { symbol, id: shortened(seriesHex(series.id)) })}
        </span>
      </header>
      <dl className={`pairs ${styles.sums}`}>
        {sums.map(([key, units]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>{t(`explorer.series.${key}`)}</dt>
            <dd>
              <ColumnAmount units={units} currency={currency} />
            </dd>
          </div>
        ))}
      </dl>
      <h3 className={styles.more}>{t('explorer.series.holders', { n: found.holders.length })}</h3>
      {lines.length === 0 ? (
        <Empty title={t('explorer.series.noHolders')} />
      ) : (
        <DataTable
          caption={t('explorer.series.holders', { n: found.holders.length })}
          rows={lines}
          rowKey={({ holder }) => holder}
          columns={[
            { key: 'who', head: t('explorer.series.who'), cell: (line) => <Holder line={line} /> },
            {
              key: 'notes',
              head: t('explorer.series.notes'),
              numeric: true,
              cell: (line) => <ColumnAmount units={line.balance} currency={currency} />,
            },
            {
              key: 'claimed',
              head: t('explorer.series.claimed'),
              numeric: true,
              cell: (line) => <ColumnAmount units={line.claimed} currency={currency} />,
            },
            {
              key: 'claimable',
              head: t('explorer.series.claimable'),
              numeric: true,
              cell: (line) => <ColumnAmount units={line.claimable} currency={currency} />,
            },
          ]}
          phone={(line) => ({
            first: <Holder line={line} />,
            amount: <Amount units={line.balance} currency={currency} style="exact" unit={false} />,
            second: (
              <>
                {t('explorer.series.claimed')}{' '}
                <Amount units={line.claimed} currency={currency} style="exact" unit={false} />
              </>
            ),
            when: (
              <>
                {t('explorer.series.claimable')}{' '}
                <Amount units={line.claimable} currency={currency} style="exact" unit={false} />
              </>
            ),
          })}
        />
      )}
      {!all && found.holders.length > shownFirst && (
        <p className={styles.more}>
          <button type="button" className="button quiet small" onClick={() => setAll(true)}>
            {t('page.more', { n: found.holders.length - shownFirst })}
          </button>
        </p>
      )}
    </section>
  )
}
