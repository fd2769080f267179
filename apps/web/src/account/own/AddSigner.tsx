import { relyingParty } from '../passkey/ceremony.ts'
import { useWords } from '../words/words.ts'
import { Change } from './Change.tsx'
import { signersOrFirst } from './firstSigners.ts'
import styles from './own.module.css'
import { isSigner, type Own } from './useOwn.ts'

type Hex = `0x${string}`
type Added =
  | { readonly publicKey: Hex; readonly address?: never }
  | { readonly address: Hex; readonly publicKey?: never }

/** Adds a passkey that was made, or a wallet, to those who confirm. */
export function AddSigner({ own, ...added }: { readonly own: Own } & Added) {
  const { t } = useWords()
  const verifier = own.platform.accounts?.verifier as Hex
  const { publicKey, address } = added
  const isThere = publicKey
    ? own.state.isMade && isSigner(own.state.signers, publicKey)
    : own.state.signers?.signers.some((signer) => signer.toLowerCase() === address)
  const isAnnounced =
    !isThere &&
    own.history.announced.some(({ executionData }) =>
      executionData.toLowerCase().includes((publicKey ?? address ?? '').slice(2)),
    )
  if (isThere || isAnnounced)
    return (
      <p className="t14" role="status">
        {t(isThere ? 'own.add.done' : 'own.add.announced')}
      </p>
    )
  return (
    <div className={styles.narrow}>
      <p className="t14">
        {t(publicKey ? 'own.add.made' : 'own.add.wallet.made', { address: address ?? '' })}
      </p>
      {own.history.announced.length > 0 && <p className="t14 late">{t('own.passkey.remove.void')}</p>}
      <Change
        own={own}
        needs="both"
        label={t('own.add.do')}
        calls={(sdk) => {
          const signer = publicKey ? sdk.passkeySigner(verifier, publicKey, relyingParty()) : address
          return [sdk.changeSignersCall(own.address, sdk.withSigner(signersOrFirst(own, sdk), signer))]
        }}
      />
    </div>
  )
}
