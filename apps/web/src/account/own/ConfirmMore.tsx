import type { Platform } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { platformQuery } from '../../api/queries.ts'
import { useChainTime } from '../../api/useCurrency.ts'
import { mayStart, type SecondWanted, type TxState } from '../../chain/txState.ts'
import { useTransaction } from '../../chain/useTransaction.ts'
import { Problem } from '../../components/Problem.tsx'
import { Skeleton } from '../../components/Skeleton.tsx'
import { TxButton } from '../../components/TxButton.tsx'
import { TxLine } from '../../components/TxLine.tsx'
import { formatDateTime } from '../../format/date.ts'
import { useI18n } from '../../i18n/context.tsx'
import { useWords } from '../words/words.ts'
import { announcing } from './announcing.ts'
import { CodeStep } from './CodeStep.tsx'
import styles from './own.module.css'
import { standingOf } from './standing.ts'
import { useCodes } from './useCodes.ts'
import { type Own, useOwn } from './useOwn.ts'
import { useWays } from './useWays.ts'
import { WayChoice } from './WayChoice.tsx'

interface ConfirmMoreProps {
  /** Of the transaction that was refused, and of doing it again. */
  readonly state: TxState
  readonly wanted: SecondWanted
  /** Told whether what stands here is alone to be read: a code that is asked for, or that it was announced. */
  readonly onAlone: (isAlone: boolean) => void
}

/** Gets the focus when it appears, since it is what to go on with; and gives it to the page when it goes with it. */
function useFocusOnce<E extends HTMLElement>() {
  const place = useRef<E>(null)
  useEffect(() => {
    place.current?.focus({ preventScroll: true })
    place.current?.closest('section')?.scrollIntoView({ block: 'center' })
    return () => {
      if (document.activeElement === document.body) document.getElementById('content')?.focus()
    }
  }, [])
  return place
}

/** That it is announced, from when on it is done, and where it is taken back. */
function WasAnnounced({ from }: { readonly from: number }) {
  const { t } = useWords()
  const { locale } = useI18n()
  const place = useFocusOnce<HTMLParagraphElement>()
  return (
    <>
      <p ref={place} tabIndex={-1} className={`strong ${styles.arrived}`}>
        {t('more.announced', { time: formatDateTime(from, locale) })}
      </p>
      <p className="t14 ink2">{t('more.announced.body')}</p>
      <Link to="/account" hash="announced" className="t14">
        {t('more.see')}
      </Link>
    </>
  )
}

function Offer({ own, state, wanted, onAlone }: ConfirmMoreProps & { readonly own: Own }) {
  const { t } = useWords()
  const codes = useCodes()
  const ways = useWays(own, codes)
  const now = useChainTime()
  const [from, setFrom] = useState(0)
  const { state: announced, run } = useTransaction(own.acting)
  const place = useFocusOnce<HTMLParagraphElement>()
  const isAlone = codes.asked !== null || codes.refusal !== null || announced.step === 'done'
  useEffect(() => {
    onAlone(isAlone)
    return () => onAlone(false)
  }, [isAlone, onAlone])
  const { second } = ways
  const press = () => {
    codes.reset()
    if (second) return wanted.confirm(second.factor)
    setFrom(now + own.state.delay)
    void run(announcing(wanted.steps))
  }
  if (announced.step === 'done') return <WasAnnounced from={from} />
  const standing = standingOf(own, ways.seconds)
  const waiting = own.history.announced.length
  const rules = wanted.reason.name.endsWith('LimitExceeded') ? 'limits' : 'calls'
  return (
    <>
      <p ref={place} tabIndex={-1} className={`strong ${styles.arrived}`}>
        {t(`more.${standing}`)}
      </p>
      {standing !== 'there' && <p className="t14 ink2">{t(`more.${standing}.body`)}</p>}
      {waiting > 0 && (
        <p className="t14 late">
          {t('more.waiting', { n: waiting })}{' '}
          <Link to="/account" hash="announced">
            {t('more.see')}
          </Link>
        </p>
      )}
      <WayChoice own={own} ways={ways} />
      {!second && <p className="t14 ink2">{t('more.later')}</p>}
      <TxButton
        className="button"
        // While one is under way the other is not begun.
        state={mayStart(state) ? announced : state}
        disabled={own.here.length === 0}
        onPress={press}
      >
        {t(second ? 'more.confirm' : 'more.announce')}
      </TxButton>
      <CodeStep codes={codes} />
      <TxLine state={announced} />
      <p className={`t14 ${styles.buttons}`}>
        {standing === 'none' && (
          <Link to="/account" hash="passkeys">
            {t('more.add')}
          </Link>
        )}
        <Link to="/account" hash={rules}>
          {t(`more.${rules}`)}
        </Link>
      </p>
    </>
  )
}

function OfAccount({ platform, ...props }: ConfirmMoreProps & { readonly platform: Platform }) {
  const read = useOwn(platform, props.wanted.acting)
  if (read.own) return <Offer {...props} own={read.own} />
  return read.error ? <Problem error={read.error} onRetry={read.retry} /> : <Skeleton height={120} />
}

/**
 * Goes on from where an account refused something for want of a second confirmation: with one given now, or by announcing the
 * very same and waiting.
 */
export default function ConfirmMore(props: ConfirmMoreProps) {
  const { t } = useWords()
  const { data: platform } = useQuery(platformQuery)
  if (!platform) return null
  return (
    <section className={styles.more} aria-label={t('more.label')}>
      <OfAccount {...props} platform={platform} />
    </section>
  )
}
