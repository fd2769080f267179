import type { ScheduleRow } from '@hurong/sdk/api'
import { useState } from 'react'
import { Amount } from '../components/Amount.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { StatusLine, type Tone } from '../components/Status.tsx'
import { clockOf, type Mark } from '../components/StatusMark.tsx'
import { useI18n } from '../i18n/context.tsx'
import { addAll, addRows, type BesideRows, type FoldedRows, foldSchedule } from './foldRows.ts'
import styles from './ScheduleTable.module.css'

/** A row's status in a word; after a default nothing is still to come. */
const wordOf = ({ status }: ScheduleRow, inDefault: boolean) =>
  inDefault && (status === 'running' || status === 'upcoming') ? 'accelerated' : status

function lookOf({ status, daysLate }: ScheduleRow): { readonly mark: Mark; readonly tone: Tone } {
  switch (status) {
    case 'onTime':
      return { mark: 'tick', tone: 'brand' }
    case 'paidLate':
      return { mark: 'tick', tone: 'late' }
    case 'late':
      return { mark: clockOf(daysLate ?? 0), tone: 'late' }
    case 'running':
      return { mark: 'dot', tone: 'ink2' }
    default:
      return { mark: 'ring', tone: 'ink3' }
  }
}

interface MoneyProps {
  readonly of: Pick<FoldedRows, 'principal' | 'interest' | 'amount' | 'paid' | 'daysLate'>
  readonly currency: string
}

/** The five figures of a row; what is not known yet is a dash, never a zero. */
function Money({ of, currency }: MoneyProps) {
  const { t } = useI18n()
  const cell = (units: bigint) => <Amount units={units} currency={currency} unit={false} />
  return (
    <>
      <td className="num">{cell(of.principal)}</td>
      <td className="num">{cell(of.interest)}</td>
      <td className="num">{cell(of.amount)}</td>
      <td className="num">{of.paid === null ? t('words.unknown') : cell(of.paid)}</td>
      <td className="num">{of.daysLate ?? t('words.unknown')}</td>
    </>
  )
}

interface RowProps {
  readonly row: ScheduleRow
  readonly currency: string
  readonly inDefault: boolean
}

function Row({ row, currency, inDefault }: RowProps) {
  const { t } = useI18n()
  const known = row.settledAt !== null || row.status === 'late'
  const figures = addRows([row])
  return (
    <tr className={row.status === 'late' ? 'late-row' : undefined}>
      <th scope="row">{row.index}</th>
      <td>
        <DateTime at={row.dueAt} />
      </td>
      <Money
        of={{ ...figures, paid: known || BigInt(row.paid) > 0n ? BigInt(row.paid) : null }}
        currency={currency}
      />
      <td>
        <StatusLine {...lookOf(row)}>{t(`loan.schedule.status.${wordOf(row, inDefault)}`)}</StatusLine>
      </td>
    </tr>
  )
}

interface FoldProps {
  readonly rows: readonly ScheduleRow[]
  readonly place: 'first' | 'last'
  readonly currency: string
  readonly inDefault: boolean
  readonly onOpen: () => void
}

function Fold({ rows, place, currency, inDefault, onOpen }: FoldProps) {
  const { t } = useI18n()
  const folded = addRows(rows)
  return (
    <tr className={styles.fold}>
      <th scope="row" className="nowrap">
        {folded.from}–{folded.to}
      </th>
      <td>
        <button type="button" className="text-button nowrap" onClick={onOpen}>
          {t(`loan.schedule.fold.${place}`, { n: rows.length })}
        </button>
      </td>
      <Money of={folded} currency={currency} />
      <td>
        {rows[0] && folded.sameStatus && (
          <StatusLine {...lookOf(rows[0])}>
            {t(`loan.schedule.status.${wordOf(rows[0], inDefault)}`)}
          </StatusLine>
        )}
      </td>
    </tr>
  )
}

const prepaidFigures = ({ principal, interest }: NonNullable<BesideRows['prepaid']>) => ({
  ...{ principal, interest, daysLate: null },
  ...{ amount: principal + interest, paid: principal + interest },
})

/** Every instalment with what was due, what came and how late; long ends are folded away. */
export function ScheduleTable({
  rows,
  currency,
  recovered = null,
  prepaid = null,
}: Partial<BesideRows> & {
  readonly rows: readonly ScheduleRow[]
  readonly currency: string
}) {
  const { t } = useI18n()
  const [open, setOpen] = useState({ head: false, tail: false })
  const { head, shown, tail } = foldSchedule(rows)
  const inDefault = recovered !== null
  const each = (some: readonly ScheduleRow[]) =>
    some.map((row) => <Row key={row.index} row={row} currency={currency} inDefault={inDefault} />)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls sideways must be reachable by keyboard.
    <section className={styles.scroll} aria-label={t('loan.schedule.title')} tabIndex={0}>
      <table className={styles.table}>
        <caption className="hidden-visually">{t('loan.schedule.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('loan.schedule.column.index')}</th>
            <th scope="col">{t('loan.schedule.column.due')}</th>
            <th scope="col" className="num">
              {t('loan.schedule.column.principal')}
            </th>
            <th scope="col" className="num">
              {t('loan.schedule.column.interest')}
            </th>
            <th scope="col" className="num">
              {t('loan.schedule.column.amount')}
            </th>
            <th scope="col" className="num">
              {t('loan.schedule.column.paid')}
            </th>
            <th scope="col" className="num">
              {t('loan.schedule.column.late')}
            </th>
            <th scope="col">{t('loan.schedule.column.status')}</th>
          </tr>
        </thead>
        <tbody>
          {head.length > 0 &&
            (open.head ? (
              each(head)
            ) : (
              <Fold
                rows={head}
                place="first"
                currency={currency}
                inDefault={inDefault}
                onOpen={() => setOpen({ ...open, head: true })}
              />
            ))}
          {each(shown)}
          {tail.length > 0 &&
            (open.tail ? (
              each(tail)
            ) : (
              <Fold
                rows={tail}
                place="last"
                currency={currency}
                inDefault={inDefault}
                onOpen={() => setOpen({ ...open, tail: true })}
              />
            ))}
        </tbody>
        <tfoot>
          {prepaid && (
            <tr>
              <th scope="row" colSpan={2} className={styles.beside}>
                {t('loan.schedule.prepaid')}
              </th>
              <Money of={prepaidFigures(prepaid)} currency={currency} />
              <td />
            </tr>
          )}
          {inDefault && (
            <tr>
              <th scope="row" colSpan={5} className={styles.beside}>
                {t('loan.schedule.recovered')}
              </th>
              <td className="num">
                <Amount units={recovered} currency={currency} unit={false} />
              </td>
              <td />
              <td />
            </tr>
          )}
          <tr className="total">
            <th scope="row">{t('words.total')}</th>
            <td />
            <Money of={addAll(rows, { prepaid, recovered })} currency={currency} />
            <td />
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
