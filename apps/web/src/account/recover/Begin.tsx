import type { AccountHistory, AccountState } from '@hurong/sdk/accounts'
import type { Platform } from '@hurong/sdk/api'
import { useState } from 'react'
import { useChainTime } from '../../api/useCurrency.ts'
import { StatusLine } from '../../components/Status.tsx'
import { formatDuration } from '../../format/duration.ts'
import { shortened } from '../../format/shortened.ts'
import { useI18n } from '../../i18n/context.tsx'
import styles from '../own/own.module.css'
import { canHavePasskeys, makePasskey } from '../passkey/ceremony.ts'
import { keepAccount } from '../passkey/stored.ts'
import { useWords } from '../words/words.ts'
import { beginRecovery } from './stored.ts'

type Hex = `0x${string}`

/** An account that is to be recovered, as the chain tells it. */
export interface Given {
  readonly platform: Platform
  readonly account: Hex
  readonly state: AccountState
  readonly history: AccountHistory
}

/** Seconds for which trustees may take their time. */
const signaturesHold = 30 * 86_400

/** Makes the passkey that the account is to get. */
export function Begin({ platform, account, state, history }: Given) {
  const { t } = useWords()
  const i18n = useI18n()
  const now = useChainTime()
  const [name, setName] = useState(t('account.new.name.default'))
  const [problem, setProblem] = useState<'declined' | 'unsupported' | null>(null)
  if (!canHavePasskeys()) return <p>{t('account.unsupported')}</p>
  const make = async () => {
    setProblem(null)
    try {
      const made = await makePasskey(name.trim(), account)
      keepAccount({ ...made, name: name.trim(), chainId: platform.chainId, address: account })
      const nonce = Number(history.recoveryNonce)
      beginRecovery({ account, publicKey: made.publicKey, deadline: now + signaturesHold, nonce })
    } catch (error) {
      setProblem((error as Error).name === 'PasskeyUnsupported' ? 'unsupported' : 'declined')
    }
  }
  return (
    <form
      className={styles.narrow}
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <p>
        {t('recover.begin', {
          account: shortened(account),
          n: state.trustees.length,
          needed: state.trusteesNeeded,
          span: formatDuration(state.recoveryDelay, i18n),
        })}
      </p>
      <label className={styles.field}>
        <span className="t14">{t('own.passkey.name')}</span>
        <input
          className={styles.input}
          value={name}
          maxLength={40}
          required
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        <span className="t13 ink3">{t('own.passkey.name.hint')}</span>
      </label>
      <button type="submit" className="button" disabled={name.trim() === ''}>
        {t('recover.make')}
      </button>
      <div role="status" className="t14">
        {problem && (
          <StatusLine mark="cross" tone="failed">
            {t(`account.${problem}`)}
          </StatusLine>
        )}
      </div>
    </form>
  )
}
