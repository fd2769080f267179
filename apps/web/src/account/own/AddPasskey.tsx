import { useLocation, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useI18n } from '../../i18n/context.tsx'
import { linkTo } from '../links.ts'
import type { PasskeyAccountRecord } from '../passkey/stored.ts'
import { connectWallet, useWallets } from '../wallets.ts'
import { useWords } from '../words/words.ts'
import { AddCoSigner } from './AddCoSigner.tsx'
import { AddSigner } from './AddSigner.tsx'
import { coSignerStanding } from './coSigner.ts'
import { MakePasskey } from './MakePasskey.tsx'
import styles from './own.module.css'
import { Share } from './Share.tsx'
import type { Own } from './useOwn.ts'

type Hex = `0x${string}`
type Way = 'here' | 'device' | 'wallet' | 'code'

/** Makes a passkey on this device, or wherever the browser's own dialog offers: a phone, a key on a stick. */
function Here({ own }: { readonly own: Own }) {
  const { t } = useWords()
  const [made, setMade] = useState<PasskeyAccountRecord | null>(null)
  if (made) return <AddSigner own={own} publicKey={made.publicKey} />
  return (
    <MakePasskey
      platform={own.platform}
      account={own.address}
      action={t('own.add.here.do')}
      onMade={setMade}
    />
  )
}

/** Asks another device for a passkey of its own. */
function Device({ own }: { readonly own: Own }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const hash = /\/account\/add#(.+)$/.exec(text.trim())?.[1]
  return (
    <div className={styles.narrow}>
      <p className="t14">{t('own.add.device.first')}</p>
      <Share link={linkTo('/account/join', { account: own.address })} label={t('own.add.device.link')} />
      <form
        className={styles.narrow}
        onSubmit={(event) => {
          event.preventDefault()
          if (hash) void navigate({ to: '/account/add', hash })
        }}
      >
        <label className={styles.field}>
          <span className="t14">{t('own.add.device.answer')}</span>
          <input
            className={styles.input}
            value={text}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
          />
          <span className={`t13 ${text !== '' && !hash ? 'failed' : 'ink3'}`}>
            {t(text !== '' && !hash ? 'own.add.device.answer.wrong' : 'own.add.device.answer.hint')}
          </span>
        </label>
        <button type="submit" className="button quiet" disabled={!hash}>
          {t('own.add.device.answer.do')}
        </button>
      </form>
    </div>
  )
}

/** Lets a wallet of this browser confirm too. */
function Wallet({ own }: { readonly own: Own }) {
  const { t } = useWords()
  const i18n = useI18n()
  const wallets = useWallets()
  const [address, setAddress] = useState<Hex | null>(null)
  const [declined, setDeclined] = useState(false)
  if (wallets.length === 0) return <p className="t14 ink2">{i18n.t('account.wallets.none')}</p>
  if (address) return <AddSigner own={own} address={address} />
  const connect = async (rdns: string) => {
    const wallet = wallets.find((one) => one.rdns === rdns)
    const found = wallet ? await connectWallet(wallet) : null
    setDeclined(found === null)
    setAddress(found as Hex | null)
  }
  return (
    <div className={styles.narrow}>
      <p className="t14">{t('own.add.wallet.body')}</p>
      <div className={styles.buttons}>
        {wallets.map(({ rdns, name }) => (
          <button key={rdns} type="button" className="button quiet" onClick={() => void connect(rdns)}>
            {name}
          </button>
        ))}
      </div>
      <p role="status" className="t14 failed">
        {declined && i18n.t('account.wallet.declined')}
      </p>
    </div>
  )
}

const ways: Record<Way, (given: { readonly own: Own }) => ReactNode> = {
  here: Here,
  device: Device,
  wallet: Wallet,
  code: AddCoSigner,
}

/** The part of the address by which the page of sign-in and codes leads here. */
const byCode = 'code'

/** One more who confirms: on this device, on another of its own, a wallet, or the operator for a code. */
export function AddPasskey({ own }: { readonly own: Own }) {
  const { t } = useWords()
  const isAskedFor = useLocation({ select: ({ hash }) => hash }) === byCode
  const [way, setWay] = useState<Way | null>(isAskedFor ? 'code' : null)
  const standing = coSignerStanding(own)
  const hasCode = standing !== 'none' && (standing !== 'there' || way === 'code')
  const place = useRef<HTMLDivElement>(null)
  // The account is read from the chain first: the browser looked for this place before it was there.
  useEffect(() => {
    if (isAskedFor) place.current?.scrollIntoView({ block: 'start' })
  }, [isAskedFor])
  const Chosen = way && ways[way]
  return (
    <div ref={place} className={`${styles.narrow} ${styles.gap}`}>
      <h3>{t('own.add')}</h3>
      <div className={styles.buttons}>
        {(['here', 'device', 'wallet', ...(hasCode ? (['code'] as const) : [])] as const).map((one) => (
          <button
            key={one}
            type="button"
            className="button quiet small"
            aria-expanded={way === one}
            onClick={() => setWay(way === one ? null : one)}
          >
            {t(`own.add.${one}`)}
          </button>
        ))}
      </div>
      {Chosen && <Chosen own={own} />}
    </div>
  )
}
