import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useChainTime } from '../../api/useCurrency.ts'
import { formatDateTime } from '../../format/date.ts'
import { useI18n } from '../../i18n/context.tsx'
import { choosePasskey } from '../acting.ts'
import { Bring } from '../own/Bring.tsx'
import { isSigner, pointIn } from '../own/useOwn.ts'
import { passkeysOf, preferPasskey } from '../passkey/stored.ts'
import { useWords } from '../words/words.ts'
import type { Given } from './Begin.tsx'
import { forgetRecovery, type KeptRecovery } from './stored.ts'

/** What comes after the proposal: the wait, then the account with its new passkey. Until then what is to be done before. */
export function Proposed({
  platform,
  account,
  state,
  history,
  recovery,
  otherwise,
}: Given & { readonly recovery: KeptRecovery; readonly otherwise: ReactNode }) {
  const { t } = useWords()
  const { locale } = useI18n()
  const now = useChainTime()
  const navigate = useNavigate()
  const proposed = history.recovery
  const own = passkeysOf(platform.chainId, account).find(({ publicKey }) => publicKey === recovery.publicKey)
  if (state.isMade && isSigner(state.signers, recovery.publicKey))
    return (
      <>
        <p role="status">{t('recover.done')}</p>
        {own && (
          <button
            type="button"
            className="button"
            onClick={() => {
              preferPasskey(own)
              choosePasskey(account)
              forgetRecovery()
              void navigate({ to: '/account' })
            }}
          >
            {t('recover.enter')}
          </button>
        )}
      </>
    )
  if (!proposed?.next.signers.some((signer) => pointIn(signer) === recovery.publicKey)) return otherwise
  const isDue = now >= proposed.readyAt
  return (
    <>
      <p role="status" data-recovery={isDue ? 'due' : 'waits'}>
        {t(isDue ? 'recover.due' : 'recover.waits', { time: formatDateTime(proposed.readyAt, locale) })}
      </p>
      {isDue && (
        <Bring
          label={t('recover.finalise')}
          step={async ({ context }) => {
            const { finaliseRecovery } = await import('@hurong/sdk/accounts')
            return finaliseRecovery(context, account, proposed.next)
          }}
        />
      )}
    </>
  )
}
