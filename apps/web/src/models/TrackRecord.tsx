import type { TrackRecordLine } from '@hurong/sdk/api'
import { DataTable } from '../components/DataTable.tsx'
import { Empty } from '../components/Empty.tsx'
import { StatusLine } from '../components/Status.tsx'
import creditStyles from '../credit/credit.module.css'
import { GradeMark } from '../credit/GradeMark.tsx'
import { quarterOf, verdictOf } from '../credit/models.ts'
import { formatNumber, numberFormat } from '../format/number.ts'
import { formatShare } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import { Calibration } from './Calibration.tsx'

const verdictLooks = {
  inside: { mark: 'tick', tone: 'brand' },
  low: { mark: 'cross', tone: 'failed' },
  high: { mark: 'cross', tone: 'late' },
  small: { mark: 'ring', tone: 'ink3' },
} as const

function Verdict({ line }: { readonly line: TrackRecordLine }) {
  const { t } = useI18n()
  const kind = verdictOf(line)
  return <StatusLine {...verdictLooks[kind]}>{t(`models.record.${kind}`)}</StatusLine>
}

/** Lines of a track record, figure by figure. */
function Lines({ lines }: { readonly lines: readonly TrackRecordLine[] }) {
  const { t, locale } = useI18n()
  const count = (n: number) => formatNumber(n, locale)
  const predicted = ({ predicted: millionths }: TrackRecordLine) =>
    numberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
      millionths / 1_000_000,
    )
  const band = ({ low, high }: TrackRecordLine) =>
    `${formatShare(low, locale)} – ${formatShare(high, locale)}`
  const when = ({ vintage }: TrackRecordLine) =>
    vintage === null ? t('models.record.all') : t('models.record.quarter', quarterOf(vintage))
  return (
    <DataTable
      caption={t('models.record.caption')}
      rows={lines}
      rowKey={({ grade, vintage }) => `${grade} ${vintage}`}
      columns={[
        {
          key: 'grade',
          head: t('models.record.grade'),
          cell: ({ grade }) => <GradeMark grade={grade} size="small" />,
        },
        { key: 'vintage', head: t('models.record.vintage'), cell: when },
        {
          key: 'loans',
          head: t('models.record.loans'),
          numeric: true,
          cell: ({ loans }) => count(loans),
        },
        { key: 'ended', head: t('models.record.ended'), numeric: true, cell: ({ ended }) => count(ended) },
        { key: 'predicted', head: t('models.record.predicted'), numeric: true, cell: predicted },
        {
          key: 'defaulted',
          head: t('models.record.defaulted'),
          numeric: true,
          cell: ({ defaulted }) => count(defaulted),
        },
        { key: 'band', head: t('models.record.band'), numeric: true, cell: band },
        { key: 'verdict', head: t('models.record.verdict'), cell: (line) => <Verdict line={line} /> },
      ]}
      phone={(line) => ({
        first: (
          <>
            <GradeMark grade={line.grade} size="small" /> {when(line)}
          </>
        ),
        amount: t('models.record.short', {
          predicted: predicted(line),
          defaulted: count(line.defaulted),
          loans: count(line.loans),
        }),
        second: <Verdict line={line} />,
        when: band(line),
      })}
    />
  )
}

interface TrackRecordProps {
  readonly totals: readonly TrackRecordLine[]
  readonly lines: readonly TrackRecordLine[]
}

/** What a model foretold, and what came. */
export function TrackRecord({ totals, lines }: TrackRecordProps) {
  const { t } = useI18n()
  if (totals.length === 0) return <Empty title={t('models.record.none')} body={t('models.record.noneBody')} />
  return (
    <>
      <p className="t14 ink2">{t('models.record.lead')}</p>
      <Calibration lines={totals} />
      <Lines lines={totals} />
      <p className={`t13 ink3 ${creditStyles.gap}`}>{t('models.record.rangeNote')}</p>
      {lines.length > 0 && (
        <details className={creditStyles.gap}>
          <summary className="t14">{t('models.record.byVintage')}</summary>
          <Lines lines={lines} />
        </details>
      )}
    </>
  )
}
