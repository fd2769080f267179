import type { AccountCall } from '@hurong/sdk/accounts'
import { useState } from 'react'
import { useServerGone } from '../../api/reachability.ts'
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
import { CodeStep } from './CodeStep.tsx'
import { coSignerOf } from './coSigner.ts'
import { useSignerName } from './naming.ts'
import styles from './own.module.css'
import { type Second, secondsOf } from './seconds.ts'
import { type Codes, useCodes } from './useCodes.ts'
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

/** Who can confirm second now: whoever is at hand, the operator for a code, another device. */
function useSeconds(own: Own, { ask }: Codes): readonly Second[] {
  const others = secondsOf(own, useKnownPasskeys(), useWallets())
  const gone = useServerGone()
  const coSigner = coSignerOf(own)
  if (coSigner === undefined || gone || own.here.length === 0) return others
  const code: Second = { factor: { kind: 'code', coSigner, ask }, signer: coSigner, isHere: true }
  return [...others.filter(({ isHere }) => isHere), code, ...others.filter(({ isHere }) => !isHere)]
}

/** What it takes, by who confirms second. */
const takes = ({ factor, isHere }: Second) =>
  factor.kind === 'code' ? 'own.way.code' : isHere ? 'own.way.both' : 'own.way.elsewhere'

/**
 * Changes one's own account, and says before anybody is asked what it takes: one confirmation, two in a row, or one that
 * announces it and a wait in which it can be taken back.
 */
export function Change({ own, label, needs, calls, disabled, className = 'button' }: ChangeProps) {
  const { t } = useWords()
  const { locale } = useI18n()
  const now = useChainTime()
  const nameOf = useSignerName(own)
  const codes = useCodes()
  const seconds = useSeconds(own, codes)
  const [chosen, setChosen] = useState<string | null>(null)
  const byDefault = seconds[0]?.isHere ? seconds[0].signer : wait
  const isOffered = chosen === wait || seconds.some(({ signer }) => signer === chosen)
  const way = needs === 'one' ? null : isOffered ? chosen : byDefault
  const second = seconds.find(({ signer }) => signer === way)
  const { state, run } = useTransaction(second ? { ...own.acting, second: second.factor } : own.acting)
  const press = () => {
    codes.reset()
    void run(
      making((sdk) =>
        way === wait ? [sdk.scheduleCall(own.address, calls(sdk), randomSalt())] : calls(sdk),
      ),
    )
  }
  const date = formatDateTime(now + own.state.delay, locale)
  const options = [
    ...seconds.map(({ signer, factor }) => ({
      value: signer as string,
      text: factor.kind === 'code' ? t('own.way.byCode') : nameOf(signer),
    })),
    { value: wait, text: t('own.way.wait') },
  ]
  return (
    <div className={styles.change}>
      {needs === 'both' && seconds.length > 0 && (
        <Choice label={t('own.way.second')} value={way ?? wait} options={options} onChange={setChosen} />
      )}
      <p className="t14 ink2">
        {way === null ? t('own.way.one') : second ? t(takes(second)) : t('own.way.announce', { time: date })}
      </p>
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
