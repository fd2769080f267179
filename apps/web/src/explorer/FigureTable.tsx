import type { LoanDetail } from '@hurong/sdk/api'
import { useCurrency } from '../api/useCurrency.ts'
import { Amount } from '../components/Amount.tsx'
import { ColumnAmount } from '../components/ColumnAmount.tsx'
import { DataTable } from '../components/DataTable.tsx'
import { formatNumber } from '../format/number.ts'
import { useI18n } from '../i18n/context.tsx'
import { type Figure, figuresOnSite, isCount, type Recomputed } from './figures.ts'
import styles from './page.module.css'
import { Verdict, type VerdictKind } from './Verdict.tsx'

interface FigureTableProps {
  readonly found: Recomputed
  /** What the site shows of the loan; undefined where its server is gone. */
  readonly site: LoanDetail | undefined
  /** Whether the site has read another block than was recomputed at. */
  readonly behind: boolean
}

/** Whether a figure rebuilt from events is what the contract stores and what the site shows. */
export function verdictOf(
  { events, contract }: Figure,
  shown: bigint | undefined,
  behind: boolean,
): VerdictKind {
  if (contract === undefined) return 'unchecked'
  if (contract !== events) return 'differs'
  if (shown !== undefined && shown !== events) return behind ? 'behind' : 'differs'
  return 'equal'
}

/** Each figure three times: from events, from the contract, from the site. */
export function FigureTable({ found, site, behind }: FigureTableProps) {
  const { t, locale } = useI18n()
  const { currency } = found.whole.series
  const { symbol } = useCurrency(currency)
  const shown = site ? figuresOnSite(site) : {}
  const value = (figure: Figure, units: bigint | undefined, inColumn = false) => {
    if (units === undefined) return <span className="ink3">{t('words.unknown')}</span>
    if (isCount(figure.key)) return formatNumber(Number(units), locale)
    if (inColumn) return <ColumnAmount units={units} currency={currency} />
    return <Amount units={units} currency={currency} style="exact" unit={false} />
  }
  const off = (figure: Figure, units: bigint | undefined, inColumn = false) => (
    <span className={units !== undefined && units !== figure.events ? styles.off : undefined}>
      {value(figure, units, inColumn)}
    </span>
  )
  return (
    <DataTable
      caption={t('explorer.figures.caption')}
      rows={found.figures}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'what',
          head: t('explorer.figures.what', { symbol }),
          cell: ({ key }) => t(`explorer.figure.${key}`),
        },
        {
          key: 'events',
          head: t('explorer.figures.events'),
          numeric: true,
          cell: (row) => value(row, row.events, true),
        },
        {
          key: 'contract',
          head: t('explorer.figures.contract'),
          numeric: true,
          cell: (row) => off(row, row.contract, true),
        },
        {
          key: 'site',
          head: t('explorer.figures.site'),
          numeric: true,
          cell: (row) => off(row, shown[row.key], true),
        },
        {
          key: 'verdict',
          head: t('explorer.figures.verdict'),
          cell: (row) => <Verdict kind={verdictOf(row, shown[row.key], behind)} />,
        },
      ]}
      phone={(row) => ({
        first: <span style={{ fontWeight: 400 }}>{t(`explorer.figure.${row.key}`)}</span>,
        amount: value(row, row.events),
        second: <Verdict kind={verdictOf(row, shown[row.key], behind)} />,
        when: (
          <>
            {t('explorer.figures.contract')} {off(row, row.contract)}
          </>
        ),
      })}
    />
  )
}
