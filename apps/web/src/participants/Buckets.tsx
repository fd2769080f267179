import type { Participant } from '@hurong/sdk/api'
import { Share } from '../components/Rate.tsx'
import { StatusLine, type Tone } from '../components/Status.tsx'
import type { Mark } from '../components/StatusMark.tsx'
import { formatNumber } from '../format/number.ts'
import { useI18n } from '../i18n/context.tsx'
import { type Bucket, buckets, settledOf, shareOf } from './record.ts'

const looks = {
  onTime: { mark: 'tick', tone: 'brand' },
  late1To30: { mark: 'clock1', tone: 'late' },
  late31To60: { mark: 'clock2', tone: 'late' },
  late61To90: { mark: 'clock3', tone: 'late' },
  late91Plus: { mark: 'clock4', tone: 'late' },
} satisfies Record<Bucket, { mark: Mark; tone: Tone }>

/** Settled instalments by how late they came; the clock fills with the bucket. */
export function Buckets({ record }: { readonly record: Participant['record'] }) {
  const { t, locale } = useI18n()
  const { instalments } = record
  const settled = settledOf(instalments)
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
              <td className="num">
                {settled === 0 ? t('words.unknown') : <Share millionths={shareOf(instalments, bucket)} />}
              </td>
            </tr>
          ))}
          <tr className="total">
            <td>{t('words.total')}</td>
            <td className="num">{formatNumber(settled, locale)}</td>
            <td className="num">{settled === 0 ? t('words.unknown') : <Share millionths={1_000_000} />}</td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}
