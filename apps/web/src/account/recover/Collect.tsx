import { useState } from 'react'
import { useChainTime } from '../../api/useCurrency.ts'
import { StatusMark } from '../../components/StatusMark.tsx'
import { formatDateTime } from '../../format/date.ts'
import { formatDuration } from '../../format/duration.ts'
import { useI18n } from '../../i18n/context.tsx'
import { linkTo, readTold } from '../links.ts'
import { Bring } from '../own/Bring.tsx'
import { CheckCode } from '../own/CheckCode.tsx'
import styles from '../own/own.module.css'
import { Share } from '../own/Share.tsx'
import { passkeysOf } from '../passkey/stored.ts'
import { usePerson } from '../people.ts'
import { readRecovery, readSignature, tellRecovery } from '../trustee/asked.ts'
import { signersFor } from '../trustee/signing.ts'
import { useWords } from '../words/words.ts'
import type { Given } from './Begin.tsx'
import { forgetRecovery, type KeptRecovery, keepSignature } from './stored.ts'

type Hex = `0x${string}`

/** Takes a trustee's answer that came as a link to be pasted. */
function Answer({ recovery }: { readonly recovery: KeptRecovery }) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const told = readTold(text.trim().split('#')[1] ?? '')
  const [asked, signed] = [readRecovery(told), readSignature(told)]
  const isThis =
    signed !== null &&
    asked?.publicKey === recovery.publicKey &&
    asked.nonce === recovery.nonce &&
    asked.deadline === recovery.deadline
  return (
    <form
      className={styles.narrow}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isThis) return
        keepSignature(signed)
        setText('')
      }}
    >
      <label className={styles.field}>
        <span className="t14">{t('recover.answer')}</span>
        <input
          className={styles.input}
          value={text}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
        <span className={`t13 ${text !== '' && !isThis ? 'failed' : 'ink3'}`}>
          {t(text !== '' && !isThis ? 'recover.answer.wrong' : 'recover.answer.hint')}
        </span>
      </label>
      <button type="submit" className="button quiet small" disabled={!isThis}>
        {t('recover.answer.do')}
      </button>
    </form>
  )
}

/** Gathers what trustees sign, by links, and proposes the recovery once it is enough. */
export function Collect({
  platform,
  account,
  state,
  history,
  recovery,
}: Given & { readonly recovery: KeptRecovery }) {
  const { t } = useWords()
  const i18n = useI18n()
  const now = useChainTime()
  const person = usePerson()
  const { trustees, trusteesNeeded } = state
  const of = (trustee: string) =>
    recovery.signatures.find((one) => one.trustee === (trustee.toLowerCase() as Hex))
  const signed = trustees.flatMap((trustee) => of(trustee) ?? [])
  const isOwn = passkeysOf(platform.chainId, account).some(
    ({ publicKey }) => publicKey === recovery.publicKey,
  )
  const isStale = BigInt(recovery.nonce) !== history.recoveryNonce || now > recovery.deadline
  if (isStale)
    return (
      <>
        <p>{t('recover.stale')}</p>
        <button type="button" className="button" onClick={forgetRecovery}>
          {t('recover.again')}
        </button>
      </>
    )
  return (
    <>
      {history.nextProposalFrom > now && (
        <p className="late" data-cooling="">
          {t('own.recovery.cooling', { time: formatDateTime(history.nextProposalFrom, i18n.locale) })}
        </p>
      )}
      <p>{t(isOwn ? 'recover.collect' : 'recover.forOther')}</p>
      <CheckCode account={account} publicKey={recovery.publicKey} />
      {isOwn ? (
        <Share
          link={linkTo('/account/trustee', { for: account, do: 'recover', ...tellRecovery(recovery) })}
          label={t('recover.link')}
        />
      ) : (
        <button type="button" className="button quiet" onClick={forgetRecovery}>
          {t('recover.again')}
        </button>
      )}
      <p className="strong" role="status" data-signed={signed.length}>
        {t('recover.count', { n: signed.length, needed: trusteesNeeded })}
      </p>
      <ul className={styles.steps}>
        {trustees.map((trustee) => (
          <li key={trustee} className={styles.buttons}>
            <span className={of(trustee) ? 'brand' : 'ink3'}>
              <StatusMark mark={of(trustee) ? 'tick' : 'ring'} />
            </span>
            <span title={trustee}>{person(trustee)}</span>
            <span className="t13 ink3">{t(of(trustee) ? 'recover.signed' : 'recover.unsigned')}</span>
          </li>
        ))}
      </ul>
      <Answer recovery={recovery} />
      {signed.length >= trusteesNeeded && (
        <>
          <p className="t14">
            {t('recover.propose.what', { span: formatDuration(state.recoveryDelay, i18n) })}
          </p>
          <Bring
            label={t('recover.propose')}
            step={async ({ context }) => {
              const { proposeRecovery } = await import('@hurong/sdk/accounts')
              const next = await signersFor(recovery, platform.accounts?.verifier as Hex)
              const deadline = BigInt(recovery.deadline)
              return proposeRecovery(context, { account, next, deadline, signatures: signed })
            }}
          />
        </>
      )}
    </>
  )
}
