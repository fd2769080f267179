import type { Currency } from '@hurong/sdk/api'
import { sentenceFor } from '../chain/reason.ts'
import type { TxState } from '../chain/txState.ts'
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

/** Where a transaction stands, told to everyone: a live region, so screen readers hear each change. */
export function TxStatus({
  state,
  currency,
}: {
  readonly state: TxState
  readonly currency?: Currency | undefined
}) {
  const i18n = useI18n()
  const { t } = i18n
  const words = () => {
    switch (state.step) {
      case 'idle':
        return null
      case 'done':
        return t('tx.done', { block: state.block })
      case 'failed':
        return t('tx.failed', { reason: sentenceFor(state.reason, i18n, currency) })
      default:
        return t(`tx.${state.step}`)
    }
  }
  return (
    <div className={styles.region} role="status" aria-live="polite" aria-atomic="true">
      {state.step !== 'idle' && (
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
