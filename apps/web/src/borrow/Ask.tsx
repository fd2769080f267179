import type { Assessment, SignedBy } from '@hurong/sdk'
import type { Currency, Platform } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Acting } from '../account/acting.ts'
import { useParticipantId } from '../account/useParticipantId.ts'
import { platformQuery } from '../api/queries.ts'
import { useChainTime, useCurrency } from '../api/useCurrency.ts'
import { chainQuery } from '../chain/chainQuery.ts'
import { sentenceFor } from '../chain/reason.ts'
import { useTransaction } from '../chain/useTransaction.ts'
import { Address } from '../components/Address.tsx'
import { useAmountText } from '../components/Amount.tsx'
import { Receipt } from '../components/Receipt.tsx'
import { Segmented } from '../components/Segmented.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { TxButton } from '../components/TxButton.tsx'
import { TxStatus } from '../components/TxStatus.tsx'
import { formatDateTime } from '../format/date.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './page.module.css'
import { type Asked, requestOf, termsTexts, tryRequest } from './request.ts'

type Draft = Omit<Asked, 'autoRepay' | 'fundingDeadline'>

/** A signed assessment as `requestAssessed` takes it. */
export interface QuotedAssessment {
  readonly assessment: Assessment
  readonly signatures: readonly SignedBy[]
}

interface TermsProps {
  readonly asked: Asked
  readonly platform: Platform
  readonly currency: Currency
  readonly borrowerId: number
  readonly onAuto: (on: boolean) => void
  /** What the request quotes, where the product asks for one. */
  readonly quoted?: QuotedAssessment | undefined
}

/** The whole terms to read, their fingerprints, the confirmation, the receipt. */
export function Terms({ asked, platform, currency, borrowerId, onAuto, quoted }: TermsProps) {
  const { t, language, locale } = useI18n()
  const text = useAmountText(currency.address)
  const { state, run } = useTransaction()
  const [shown, setShown] = useState<'zh' | 'en'>(language)
  const terms = termsTexts(asked, platform, currency, borrowerId)
  const amount = text(asked.wish.principal, 'exact', true)
  if (state.step === 'done')
    return (
      <div className={styles.sheet}>
        <p className="t18 strong">{t('borrow.request.done')}</p>
        <Receipt
          rows={[
            { label: t('borrow.request.asked'), value: amount },
            { label: t('borrow.request.until'), value: formatDateTime(asked.fundingDeadline, locale) },
          ]}
          hash={state.hash}
          block={state.block}
        />
        <Link to="/my-loans" className="button">
          {t('borrow.request.status')}
        </Link>
        <TxStatus state={state} currency={currency} />
      </div>
    )
  return (
    <div className={styles.sheet}>
      <p className="t14 ink2">{t('borrow.request.read')}</p>
      <Segmented
        label={t('borrow.request.title')}
        value={shown}
        options={[
          { value: 'zh', text: '中文' },
          { value: 'en', text: 'English' },
        ]}
        onChange={setShown}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reached by keyboard. */}
      <section className={styles.text} lang={shown} tabIndex={0} aria-label={t('borrow.request.title')}>
        {terms[shown]}
      </section>
      <dl className="pairs">
        <dt>{t('borrow.request.zhHash')}</dt>
        <dd>
          <Address value={terms.zhHash} />
        </dd>
        <dt>{t('borrow.request.enHash')}</dt>
        <dd>
          <Address value={terms.enHash} />
        </dd>
      </dl>
      <p className="t13 ink3">{t('borrow.request.hashNote')}</p>
      <label className={styles.check}>
        <input type="checkbox" checked={asked.autoRepay} onChange={(event) => onAuto(event.target.checked)} />
        <span className="t14">{t('borrow.request.auto')}</span>
      </label>
      <TxButton
        className="button wide"
        state={state}
        onPress={() =>
          void run((hurong) =>
            quoted
              ? hurong.loans.requestAssessed({ asked: requestOf(asked, terms), ...quoted })
              : hurong.loans.request(requestOf(asked, terms)),
          )
        }
      >
        {t('borrow.request.confirm', { amount })}
      </TxButton>
      <TxStatus state={state} currency={currency} />
    </div>
  )
}

/** The button that asks, why it can't be done now, and the sheet with the terms. */
export function Ask({ draft, acting }: { readonly draft: Draft; readonly acting: Acting }) {
  const i18n = useI18n()
  const { t } = i18n
  const currency = useCurrency(draft.product.currency)
  const now = useChainTime()
  const { data: platform } = useQuery(platformQuery)
  const [asked, setAsked] = useState<Asked | null>(null)
  const { wish, product } = draft
  const fresh: Asked = { ...draft, autoRepay: true, fundingDeadline: now + product.fundingPeriod }
  const key = [product.productId, String(wish.principal), wish.annualRate, wish.months, wish.method]
  const { data: refused } = useQuery({
    ...chainQuery(['tryRequest', acting.address, ...key], (hurong) =>
      tryRequest(hurong, fresh, acting.address),
    ),
    enabled: now > 0,
  })
  const borrowerId = useParticipantId(acting)
  return (
    <>
      {refused && (
        <p className="notice bad" role="alert">
          {t('borrow.refused', { reason: sentenceFor(refused, i18n, currency) })}
        </p>
      )}
      <div className={styles.ask}>
        <button
          type="button"
          className="button"
          disabled={refused !== null || borrowerId === null}
          onClick={() => setAsked(fresh)}
        >
          {t('borrow.ask')}
        </button>
        <span className="t13 ink3">{t('borrow.ask.note')}</span>
      </div>
      <Sheet title={t('borrow.request.title')} open={asked !== null} onClose={() => setAsked(null)}>
        {asked && platform && borrowerId !== null && (
          <Terms
            asked={asked}
            platform={platform}
            currency={currency}
            borrowerId={borrowerId}
            onAuto={(autoRepay) => setAsked({ ...asked, autoRepay })}
          />
        )}
      </Sheet>
    </>
  )
}
