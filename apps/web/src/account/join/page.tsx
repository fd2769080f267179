import type { Platform } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { chainQuery } from '../../chain/chainQuery.ts'
import { Empty } from '../../components/Empty.tsx'
import { shortened } from '../../format/shortened.ts'
import { choosePasskey } from '../acting.ts'
import { linkTo, readAddress, readTold } from '../links.ts'
import { CheckCode } from '../own/CheckCode.tsx'
import { Framed } from '../own/Framed.tsx'
import { MakePasskey } from '../own/MakePasskey.tsx'
import styles from '../own/own.module.css'
import { Share } from '../own/Share.tsx'
import { canHavePasskeys } from '../passkey/ceremony.ts'
import { type PasskeyAccountRecord, usePasskeysOf } from '../passkey/stored.ts'
import { useWords } from '../words/words.ts'

type Hex = `0x${string}`

/** Makes this device's own passkey for the account. */
function Make({ platform, account }: { readonly platform: Platform; readonly account: Hex }) {
  const { t } = useWords()
  if (!canHavePasskeys()) return <p>{t('account.unsupported')}</p>
  return (
    <MakePasskey
      platform={platform}
      account={account}
      action={t('join.do')}
      suggested={t('account.new.name.default')}
    >
      <p>{t('join.lead', { account: shortened(account) })}</p>
    </MakePasskey>
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
      {/* Once announced, the link has done its work: to open it again would ask for the same once more. */}
      {standing !== 'coming' && (
        <>
          <CheckCode account={address} publicKey={publicKey} />
          <Share
            link={linkTo('/account/add', { account: address, key: publicKey, id: credentialId })}
            label={t('join.link')}
          />
        </>
      )}
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
