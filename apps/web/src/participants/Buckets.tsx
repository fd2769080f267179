import type { Participant } from '@hurong/sdk/api'
import { Share } from '../components/Rate.tsx'
import { StatusLine, type Tone } from '../components/Status.tsx'
import { clockOf, type Mark } from '../components/StatusMark.tsx'
import { formatNumber } from '../format/number.ts'
import { useI18n } from '../i18n/context.tsx'
import { type Bucket, buckets, longestUnpaid, settledOf, shareOf } from './record.ts'

const looks = {
  onTime: { mark: 'tick', tone: 'brand' },
  late1To30: { mark: 'clock1', tone: 'late' },
  late31To60: { mark: 'clock2', tone: 'late' },
  late61To90: { mark: 'clock3', tone: 'late' },
  late91Plus: { mark: 'clock4', tone: 'late' },
} satisfies Record<Bucket, { mark: Mark; tone: Tone }>

/** Every instalment that fell due: settled ones by how late they came, the clock filling with the bucket, then the unpaid. */
export function Buckets({ participant }: { readonly participant: Pick<Participant, 'record' | 'unpaid'> }) {
  const { t, locale } = useI18n()
  const { record, unpaid } = participant
  const { instalments } = record
  const due = settledOf(instalments) + unpaid.length
  const share = (part: number) => (due === 0 ? t('words.unknown') : <Share millionths={shareOf(part, due)} />)
  const days = longestUnpaid(unpaid)
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('participants.buckets.title')}</h2>
        <span className="t13 ink3">{t('participants.buckets.unit')}</span>
      </header>
      <table>
        <caption className="hidden-visually">{t('participants.buckets.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('participants.buckets.when')}</th>
            <th scope="col" className="num">
              {t('participants.buckets.count')}
            </th>
            <th scope="col" className="num">
              {t('participants.buckets.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {buckets.map((bucket) => (
            <tr key={bucket}>
              <td>
                <StatusLine {...looks[bucket]}>{t(`participants.bucket.${bucket}`)}</StatusLine>
              </td>
              <td className="num">{formatNumber(instalments[bucket], locale)}</td>
              <td className="num">{share(instalments[bucket])}</td>
            </tr>
          ))}
          {unpaid.length > 0 && (
            <tr className="late-row">
              <td>
                <StatusLine mark={clockOf(days)} tone="late">
                  {t('participants.bucket.unpaid')}
                </StatusLine>
              </td>
              <td className="num">{formatNumber(unpaid.length, locale)}</td>
              <td className="num">{share(unpaid.length)}</td>
            </tr>
          )}
          <tr className="total">
            <td>{t('words.total')}</td>
            <td className="num">{formatNumber(due, locale)}</td>
            <td className="num">{share(due)}</td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}
