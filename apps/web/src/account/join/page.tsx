import type { Platform } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { chainQuery } from '../../chain/chainQuery.ts'
import { Empty } from '../../components/Empty.tsx'
import { StatusLine } from '../../components/Status.tsx'
import { shortened } from '../../format/shortened.ts'
import { choosePasskey } from '../acting.ts'
import { linkTo, readAddress, readTold } from '../links.ts'
import { CheckCode } from '../own/CheckCode.tsx'
import { Framed } from '../own/Framed.tsx'
import styles from '../own/own.module.css'
import { Share } from '../own/Share.tsx'
import { canHavePasskeys, makePasskey } from '../passkey/ceremony.ts'
import { keepAccount, type PasskeyAccountRecord, usePasskeysOf } from '../passkey/stored.ts'
import { useWords } from '../words/words.ts'

type Hex = `0x${string}`

/** Makes this device's own passkey for the account. */
function Make({ platform, account }: { readonly platform: Platform; readonly account: Hex }) {
  const { t } = useWords()
  const [name, setName] = useState(t('account.new.name.default'))
  const [problem, setProblem] = useState<'declined' | 'unsupported' | null>(null)
  if (!canHavePasskeys()) return <p>{t('account.unsupported')}</p>
  const make = async () => {
    setProblem(null)
    try {
      const made = await makePasskey(name.trim(), account)
      keepAccount({ ...made, name: name.trim(), chainId: platform.chainId, address: account })
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
      <p>{t('join.lead', { account: shortened(account) })}</p>
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
        {t('join.do')}
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

/** Milliseconds between two looks whether the other device has confirmed. */
const looks = 5_000

/** Shows the passkey that was made to the device that is to let it in, and waits for that. */
function Waiting({ platform, passkey }: { platform: Platform; passkey: PasskeyAccountRecord }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const { address, publicKey, credentialId } = passkey
  const { data: standing } = useQuery({
    ...chainQuery(['standing', address, publicKey], async ({ context }) => {
      const { standingOf } = await import('../passkey/ofAccount.ts')
      return standingOf(context, address, publicKey)
    }),
    refetchInterval: looks,
  })
  if (standing === 'signer')
    return (
      <div className={styles.narrow}>
        <p role="status">{t('join.done')}</p>
        <button
          type="button"
          className="button"
          onClick={() => {
            choosePasskey(address)
            void navigate({ to: '/account' })
          }}
        >
          {t('join.enter')}
        </button>
      </div>
    )
  if (standing === 'removed')
    return (
      <>
        <p role="status">{t('own.removed.title')}</p>
        <Make platform={platform} account={address} />
      </>
    )
  return (
    <div className={styles.narrow}>
      <p role="status" data-standing={standing}>
        {t(standing === 'coming' ? 'join.coming' : 'join.waiting')}
      </p>
      <CheckCode account={address} publicKey={publicKey} />
      <Share
        link={linkTo('/account/add', { account: address, key: publicKey, id: credentialId })}
        label={t('join.link')}
      />
    </div>
  )
}

function Body({ platform, account }: { readonly platform: Platform; readonly account: Hex }) {
  const passkey = usePasskeysOf(platform.chainId, account).at(-1)
  return passkey ? (
    <Waiting platform={platform} passkey={passkey} />
  ) : (
    <Make platform={platform} account={account} />
  )
}

/** Another device of an account's owner, opened by the link the first one shows. */
export function JoinPage() {
  const { t } = useWords()
  const account = readAddress(readTold(useLocation({ select: ({ hash }) => hash })).account)
  return (
    <Framed title={t('join.title')}>
      {(platform) =>
        account ? (
          <Body platform={platform} account={account} />
        ) : (
          <Empty title={t('link.broken.title')} body={t('link.broken.body')} />
        )
      }
    </Framed>
  )
}
