import type { Holder, LoanDetail } from '@hurong/sdk/api'
import { useActing } from '../account/acting.ts'
import { Amount } from '../components/Amount.tsx'
import { Empty } from '../components/Empty.tsx'
import { Share } from '../components/Rate.tsx'
import { participantName } from '../format/names.ts'
import { shortened } from '../format/shortened.ts'
import { useI18n } from '../i18n/context.tsx'
import { othersOf, shareOf } from './amounts.ts'
import styles from './Who.module.css'

/** Holders shown by name; the rest are counted together. */
const named = 5

/** How people call a holder: a participant by number, a wallet nobody is known behind by its ends. */
export const holderName = ({ participantId, holder }: Pick<Holder, 'participantId' | 'holder'>): string =>
  participantId === null ? shortened(holder) : participantName(participantId)

/** Who holds the notes, greatest first; oneself always shows. */
export function WhoLends({
  loan,
  holders,
}: {
  readonly loan: LoanDetail
  readonly holders: readonly Holder[]
}) {
  const { t } = useI18n()
  const acting = useActing()
  const whole = BigInt(loan.raised)
  const isMe = (holder: Holder) => holder.holder === acting?.address.toLowerCase()
  const top = holders.filter((holder, at) => at < named || isMe(holder))
  const others = othersOf(loan, top)
  let x = 0
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('loan.holders.title')}</h2>
        <span className="t13 ink3">{t('loan.holders.people', { n: loan.lenders })}</span>
      </header>
      {holders.length === 0 && <Empty title={t('loan.holders.none')} />}
      {holders.length > 0 && (
        <>
          <svg
            className={styles.pieces}
            viewBox="0 0 1000 14"
            preserveAspectRatio="none"
            role="img"
            aria-label={t('loan.holders.label')}
          >
            {holders.map((holder) => {
              const wide = shareOf(BigInt(holder.balance), whole) / 1_000
              const from = x
              x += wide
              return (
                <rect
                  key={holder.holder}
                  className={isMe(holder) ? styles.me : styles.piece}
                  x={from}
                  width={Math.max(wide - 2, 0.5)}
                  height="14"
                />
              )
            })}
            {x < 999 && others && <rect className={styles.rest} x={x} width={1000 - x} height="14" />}
          </svg>
          <dl className="pairs">
            {top.map((holder) => (
              <div key={holder.holder} style={{ display: 'contents' }}>
                <dt className={isMe(holder) ? 'strong' : undefined}>
                  {isMe(holder) ? t('loan.holders.you', { who: holderName(holder) }) : holderName(holder)}
                </dt>
                <dd>
                  <Amount units={holder.balance} currency={loan.currency} />
                  <span className={styles.share}>
                    <Share millionths={shareOf(BigInt(holder.balance), whole)} />
                  </span>
                </dd>
              </div>
            ))}
            {others && (
              <>
                <dt>{t('loan.holders.others', { n: others.count })}</dt>
                <dd>
                  <Amount units={others.units} currency={loan.currency} />
                  <span className={styles.share}>
                    <Share millionths={shareOf(others.units, whole)} />
                  </span>
                </dd>
              </>
            )}
            <dt className="sum">{t('words.total')}</dt>
            <dd className="sum">
              <Amount units={whole} currency={loan.currency} />
              <span className={styles.share}>
                <Share millionths={shareOf(whole, whole)} />
              </span>
            </dd>
          </dl>
        </>
      )}
    </section>
  )
}
