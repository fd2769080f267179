import { divUp, RATE_SCALE } from '@hurong/finance'
import type { LoanDetail } from '@hurong/sdk/api'
import { useEffect, useRef, useState } from 'react'
import { useChainTime, useCurrency } from '../api/useCurrency.ts'
import { useAmountText } from '../components/Amount.tsx'
import { Progress } from '../components/Progress.tsx'
import { TxButton } from '../components/TxButton.tsx'
import { TxStatus } from '../components/TxStatus.tsx'
import { formatDateTime } from '../format/date.ts'
import { formatShare } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import { type Drawing, drawingOf } from '../loans/drawing.ts'
import { inHand } from './inHand.ts'
import styles from './page.module.css'
import type { Paying } from './usePaying.ts'

interface RaiseProps {
  readonly loan: LoanDetail
  readonly paying: Paying
}

/** A loan before its draw: how far it is funded; accept a part, draw or cancel when it is time. */
export function Raise({ loan, paying }: RaiseProps) {
  const { t, locale } = useI18n()
  const now = useChainTime()
  const currency = useCurrency(loan.currency)
  const text = useAmountText(loan.currency)
  const { state, draw, cancel, closeFunding } = paying
  const [sure, setSure] = useState(false)
  const asked = useRef(sure)
  const keep = useRef<HTMLButtonElement>(null)
  const ask = useRef<HTMLButtonElement>(null)
  // The button pressed is gone; what stands in its place has the focus, and the harmless choice first.
  useEffect(() => {
    if (asked.current !== sure) (sure ? keep : ask).current?.focus()
    asked.current = sure
  }, [sure])
  const raised = BigInt(loan.raised)
  const least = divUp(BigInt(loan.terms.principal) * BigInt(loan.terms.leastShare), RATE_SCALE)
  const drawing = loan.status === 'funded' ? drawingOf(loan, now) : null
  const filled = ({ kind, at }: Drawing) => {
    const amount = text(raised, 'cents', true)
    const day = formatDateTime(at, locale)
    if (kind === 'notYet') return t('myLoans.raise.funded', { amount, from: day })
    return t(kind === 'open' ? 'myLoans.raise.drawable' : 'myLoans.raise.drawOver', { amount, until: day })
  }
  return (
    <div>
      <p>
        {drawing
          ? filled(drawing)
          : t('myLoans.raise.funding', {
              amount: text(raised, 'cents', true),
              share: formatShare(loan.fundedShare, locale),
              until: formatDateTime(loan.fundingDeadline, locale),
            })}
      </p>
      <Progress share={loan.fundedShare} />
      <div className={styles.actions} style={{ marginTop: 16 }}>
        {loan.status === 'funded' && (
          <TxButton
            className="button"
            state={state}
            disabled={drawing === null || drawing.kind === 'notYet'}
            onPress={() => void draw()}
          >
            {t('myLoans.raise.draw', { amount: text(inHand(loan), 'exact', true) })}
          </TxButton>
        )}
        {loan.status === 'funding' && (
          <TxButton
            className="button"
            state={state}
            disabled={raised < least}
            onPress={() => void closeFunding()}
          >
            {t('myLoans.raise.close', { amount: text(raised, 'exact', true) })}
          </TxButton>
        )}
        {sure ? (
          <>
            <TxButton className="button quiet" state={state} onPress={() => void cancel()}>
              <span className="failed">{t('myLoans.raise.cancel.sure')}</span>
            </TxButton>
            <button ref={keep} type="button" className="text-button" onClick={() => setSure(false)}>
              {t('myLoans.raise.keep')}
            </button>
          </>
        ) : (
          <TxButton ref={ask} className="button quiet" state={state} onPress={() => setSure(true)}>
            {t('myLoans.raise.cancel')}
          </TxButton>
        )}
      </div>
      <p className="t13 ink3" style={{ marginTop: 8 }}>
        {loan.status === 'funded'
          ? t('myLoans.raise.draw.note')
          : t('myLoans.raise.close.note', { amount: text(least, 'cents', true, 'up') })}
      </p>
      <TxStatus state={state} currency={currency} />
    </div>
  )
}
