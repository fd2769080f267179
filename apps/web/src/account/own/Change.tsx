import type { AccountCall } from '@hurong/sdk/accounts'
import { type Step, useTransaction } from '../../chain/useTransaction.ts'
import { TxButton } from '../../components/TxButton.tsx'
import { TxStatus } from '../../components/TxStatus.tsx'
import { useWords } from '../words/words.ts'
import { announcing } from './announcing.ts'
import { CodeStep } from './CodeStep.tsx'
import styles from './own.module.css'
import { useCodes } from './useCodes.ts'
import type { Own } from './useOwn.ts'
import { useWays } from './useWays.ts'
import { WayChoice } from './WayChoice.tsx'

export type Sdk = typeof import('@hurong/sdk/accounts')

interface ChangeProps {
  readonly own: Own
  readonly label: string
  /** Whether one confirmation does at once, or both do, or one and the wait. */
  readonly needs: 'one' | 'both'
  readonly calls: (sdk: Sdk) => readonly AccountCall[]
  readonly disabled?: boolean | undefined
  readonly className?: string | undefined
}

/** Has the account make calls to itself, all or none. */
const making =
  (calls: (sdk: Sdk) => readonly AccountCall[]): Step =>
  async (hurong) => {
    const sdk = await import('@hurong/sdk/accounts')
    const { sender } = hurong.context
    if (sender === undefined) throw new Error('Only an account of a passkey changes itself.')
    const made = calls(sdk).map(({ to, data = '0x' }) => ({ to, data }))
    const hash = await sender.sendCalls(made)
    return { hash, result: undefined, wait: (options) => hurong.waitFor(hash, options) as never }
  }

/**
 * Changes one's own account, and says before anybody is asked what it takes: one confirmation, two in a row, or one that
 * announces it and a wait in which it can be taken back.
 */
export function Change({ own, label, needs, calls, disabled, className = 'button' }: ChangeProps) {
  const { t } = useWords()
  const codes = useCodes()
  const ways = useWays(own, codes)
  const second = needs === 'both' ? ways.second : undefined
  const { state, run } = useTransaction(second ? { ...own.acting, second: second.factor } : own.acting)
  const press = () => {
    codes.reset()
    void run(needs === 'both' && !second ? announcing([making(calls)]) : making(calls))
  }
  return (
    <div className={styles.change}>
      {needs === 'both' ? (
        <WayChoice own={own} ways={ways} />
      ) : (
        <p className="t14 ink2">{t('own.way.one')}</p>
      )}
      <TxButton
        className={className}
        state={state}
        disabled={disabled || own.here.length === 0}
        onPress={press}
      >
        {label}
      </TxButton>
      {/* While a code is asked for, or why there was none is told, that alone is to be read. */}
      <CodeStep codes={codes} />
      {codes.asked === null && codes.refusal === null && <TxStatus state={state} />}
    </div>
  )
}
