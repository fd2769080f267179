import type { AccountHistory, AccountState } from '@hurong/sdk/accounts'
import type { Platform } from '@hurong/sdk/api'
import { useChainTime } from '../../api/useCurrency.ts'
import { formatDuration } from '../../format/duration.ts'
import { shortened } from '../../format/shortened.ts'
import { useI18n } from '../../i18n/context.tsx'
import { MakePasskey } from '../own/MakePasskey.tsx'
import { canHavePasskeys } from '../passkey/ceremony.ts'
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
  if (!canHavePasskeys()) return <p>{t('account.unsupported')}</p>
  return (
    <MakePasskey
      platform={platform}
      account={account}
      action={t('recover.make')}
      suggested={t('account.new.name.default')}
      onMade={({ publicKey }) => {
        const nonce = Number(history.recoveryNonce)
        beginRecovery({ account, publicKey, deadline: now + signaturesHold, nonce })
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
    </MakePasskey>
  )
}
