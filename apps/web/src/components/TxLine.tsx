import type { Currency } from '@hurong/sdk/api'
import { useCurrency } from '../api/useCurrency.ts'
import { sentenceFor } from '../chain/reason.ts'
import type { Reason, Stage } from '../chain/txState.ts'
import { useI18n } from '../i18n/context.tsx'
import { Proof } from './Proof.tsx'
import { StatusLine } from './Status.tsx'
import type { Mark } from './StatusMark.tsx'
import styles from './TxStatus.module.css'

const looks = {
  checking: { mark: 'ring', tone: 'ink2' },
  sign: { mark: 'dot', tone: 'ink2' },
  sending: { mark: 'clock1', tone: 'ink2' },
  pending: { mark: 'clock1', tone: 'ink2' },
  done: { mark: 'tick', tone: 'brand' },
  cancelled: { mark: 'ring', tone: 'ink2' },
  failed: { mark: 'cross', tone: 'failed' },
  unknown: { mark: 'clock2', tone: 'late' },
} as const satisfies Record<string, { mark: Mark; tone: string }>

/** Why it failed, its figures in the currency it names itself, else in the page's. */
function Why({ reason, currency }: { readonly reason: Reason; readonly currency: Currency | undefined }) {
  const i18n = useI18n()
  const named = reason.args.currency
  const own = useCurrency(typeof named === 'string' ? named.toLowerCase() : undefined)
  return i18n.t('tx.failed', {
    reason: sentenceFor(reason, i18n, typeof named === 'string' && own.symbol ? own : currency),
  })
}

/** Where a transaction stands, told to everyone: a live region, so screen readers hear each change. */
export function TxLine({
  state,
  currency,
  isSilent = false,
}: {
  readonly state: Stage
  readonly currency?: Currency | undefined
  /** Whether something else is to be read now. */
  readonly isSilent?: boolean
}) {
  const { t } = useI18n()
  const words = () => {
    switch (state.step) {
      case 'idle':
        return null
      case 'done':
        return t('tx.done', { block: state.block })
      case 'failed':
        return <Why reason={state.reason} currency={currency} />
      default:
        return t(`tx.${state.step}`)
    }
  }
  return (
    <div className={styles.region} role="status" aria-live="polite" aria-atomic="true">
      {state.step !== 'idle' && !isSilent && (
        <p className={styles.line} data-tx={state.step}>
          <StatusLine {...looks[state.step]}>
            <span className={styles.words}>{words()}</span>
          </StatusLine>
          {'hash' in state && state.hash && <Proof transaction={state.hash} />}
        </p>
      )}
    </div>
  )
}
