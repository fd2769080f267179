import type { AccountCall } from '@hurong/sdk/accounts'
import { useState } from 'react'
import { useChainTime } from '../../api/useCurrency.ts'
import { type Step, useTransaction } from '../../chain/useTransaction.ts'
import { Choice } from '../../components/Choice.tsx'
import { TxButton } from '../../components/TxButton.tsx'
import { TxStatus } from '../../components/TxStatus.tsx'
import { formatDateTime } from '../../format/date.ts'
import { useI18n } from '../../i18n/context.tsx'
import { useKnownPasskeys } from '../passkey/known.ts'
import { useWallets } from '../wallets.ts'
import { useWords } from '../words/words.ts'
import { useSignerName } from './naming.ts'
import styles from './own.module.css'
import { secondsOf } from './seconds.ts'
import type { Own } from './useOwn.ts'

type Hex = `0x${string}`
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

/** The choice of waiting instead of confirming twice. */
const wait = 'wait'

const randomSalt = () =>
  `0x${Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('')}` as Hex

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
  const { locale } = useI18n()
  const now = useChainTime()
  const nameOf = useSignerName(own)
  const seconds = secondsOf(own, useKnownPasskeys(), useWallets())
  const [chosen, setChosen] = useState<string | null>(null)
  const byDefault = seconds[0]?.isHere ? seconds[0].signer : wait
  const way = needs === 'one' ? null : (chosen ?? byDefault)
  const second = seconds.find(({ signer }) => signer === way)
  const { state, run } = useTransaction(second ? { ...own.acting, second: second.factor } : own.acting)
  const press = () =>
    void run(
      making((sdk) =>
        way === wait ? [sdk.scheduleCall(own.address, calls(sdk), randomSalt())] : calls(sdk),
      ),
    )
  const date = formatDateTime(now + own.state.delay, locale)
  const options = [
    ...seconds.map(({ signer }) => ({ value: signer as string, text: nameOf(signer) })),
    { value: wait, text: t('own.way.wait') },
  ]
  return (
    <div className={styles.change}>
      {needs === 'both' && seconds.length > 0 && (
        <Choice label={t('own.way.second')} value={way ?? wait} options={options} onChange={setChosen} />
      )}
      <p className="t14 ink2">
        {way === null
          ? t('own.way.one')
          : way === wait
            ? t('own.way.announce', { time: date })
            : t(second?.isHere ? 'own.way.both' : 'own.way.elsewhere')}
      </p>
      <TxButton
        className={className}
        state={state}
        disabled={disabled || own.here.length === 0}
        onPress={press}
      >
        {label}
      </TxButton>
      <TxStatus state={state} />
    </div>
  )
}
