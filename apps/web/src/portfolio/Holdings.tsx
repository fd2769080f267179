import type { Holding } from '@hurong/sdk/api'
import { useState } from 'react'
import { Amount, useAmountText } from '../components/Amount.tsx'
import { Choice } from '../components/Choice.tsx'
import { type Column, DataTable } from '../components/DataTable.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { Rate } from '../components/Rate.tsx'
import { Status } from '../components/Status.tsx'
import { loanName } from '../format/names.ts'
import { useI18n } from '../i18n/context.tsx'
import { LoanLink } from '../loans/LoanLink.tsx'
import { ClaimSheet } from './ClaimSheet.tsx'
import styles from './page.module.css'
import { arranged, isRaising, type Order, orders, type ShownKind, shownKinds } from './sorting.ts'

const firstShown = 20

interface HoldingsProps {
  readonly holdings: readonly Holding[]
  readonly currency: string
  readonly holder: `0x${string}`
}

function useColumns({ currency, holder }: Omit<HoldingsProps, 'holdings'>): readonly Column<Holding>[] {
  const { t } = useI18n()
  const text = useAmountText(currency)
  const amount = (units: string) => <Amount units={units} currency={currency} unit={false} />
  return [
    { key: 'loan', head: t('portfolio.column.loan'), cell: ({ loan }) => <LoanLink loan={loan} /> },
    {
      key: 'status',
      head: t('portfolio.column.status'),
      cell: ({ loan }) => <Status status={loan.status} daysPastDue={loan.daysPastDue} />,
    },
    {
      key: 'rate',
      head: t('portfolio.column.rate'),
      numeric: true,
      cell: ({ loan }) => <Rate millionths={loan.terms.annualRate} />,
    },
    { key: 'put', head: t('portfolio.column.put'), numeric: true, cell: ({ balance }) => amount(balance) },
    {
      key: 'principal',
      head: t('portfolio.column.principal'),
      numeric: true,
      cell: ({ principalReceived }) => amount(principalReceived),
    },
    {
      key: 'interest',
      head: t('portfolio.column.interest'),
      numeric: true,
      cell: ({ interestReceived }) => amount(interestReceived),
    },
    {
      key: 'owed',
      head: t('portfolio.column.owed'),
      numeric: true,
      cell: (holding) =>
        isRaising(holding) ? (
          // Nothing is owed before the draw; what was put in stands in its own column.
          t('words.unknown')
        ) : (
          <b className="strong">{amount(holding.outstanding)}</b>
        ),
    },
    {
      key: 'next',
      head: t('portfolio.column.next'),
      numeric: true,
      cell: ({ loan }) =>
        loan.nextDueAt === null || loan.status === 'late' ? (
          t('words.unknown')
        ) : (
          <DateTime at={loan.nextDueAt} />
        ),
    },
    {
      key: 'claim',
      head: t('portfolio.column.claim'),
      numeric: true,
      cell: (holding) => (
        <span className={styles.claimCell}>
          {text(holding.claimable, 'cents', false, 'down')}
          <ClaimSheet
            holdings={[holding]}
            currency={currency}
            holder={holder}
            className="text-button"
            label={t('portfolio.claim.oneOf', {
              amount: text(holding.claimable, 'cents', true, 'down'),
              name: loanName(holding.loan.number),
            })}
          >
            {t('portfolio.claim.one')}
          </ClaimSheet>
        </span>
      ),
    },
  ]
}

/** Every holding: late ones first; narrowed and sorted on the page. */
export function Holdings({ holdings, currency, holder }: HoldingsProps) {
  const { t } = useI18n()
  const [kind, setKind] = useState<ShownKind>('all')
  const [order, setOrder] = useState<Order>('lateFirst')
  const [all, setAll] = useState(false)
  const columns = useColumns({ currency, holder })
  const matching = arranged(holdings, kind, order)
  const shown = all ? matching : matching.slice(0, firstShown)
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('portfolio.holdings.title', { n: matching.length })}</h2>
        <div className={styles.filters}>
          <Choice
            label={t('portfolio.holdings.filter')}
            value={kind}
            active={kind !== 'all'}
            options={shownKinds.map((value) => ({ value, text: t(`portfolio.kind.${value}`) }))}
            onChange={setKind}
          />
          <Choice
            label={t('portfolio.holdings.order')}
            value={order}
            options={orders.map((value) => ({ value, text: t(`portfolio.order.${value}`) }))}
            onChange={setOrder}
          />
        </div>
      </header>
      {matching.length === 0 ? (
        <p className="t14 ink2">{t('portfolio.holdings.none')}</p>
      ) : (
        <DataTable
          caption={t('portfolio.holdings.caption')}
          rows={shown}
          columns={columns}
          rowKey={({ loan }) => loan.loanId}
          to={({ loan }) => `/loans/${loan.number}`}
          phone={({ loan, balance, outstanding }) => ({
            first: (
              <>
                {t(`loans.purpose.${loan.purpose}`)} <span className="t13 ink3">{loanName(loan.number)}</span>
              </>
            ),
            amount: (
              <Amount units={isRaising({ loan }) ? balance : outstanding} currency={currency} unit={false} />
            ),
            second: <Status status={loan.status} daysPastDue={loan.daysPastDue} />,
            when: isRaising({ loan }) ? (
              t('portfolio.column.put')
            ) : loan.nextDueAt === null || loan.status === 'late' ? (
              t('portfolio.column.owed')
            ) : (
              <DateTime at={loan.nextDueAt} />
            ),
          })}
        />
      )}
      {!all && matching.length > firstShown && (
        <button type="button" className={`text-button ${styles.more}`} onClick={() => setAll(true)}>
          {t('portfolio.holdings.showAll', { n: matching.length })}
        </button>
      )}
    </section>
  )
}
