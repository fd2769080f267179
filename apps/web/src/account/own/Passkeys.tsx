import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatDate, formatDateTime } from '../../format/date.ts'
import { useI18n } from '../../i18n/context.tsx'
import { nameKnown } from '../passkey/known.ts'
import { useWords } from '../words/words.ts'
import { AddPasskey } from './AddPasskey.tsx'
import { Change } from './Change.tsx'
import { coSignerOf, coSignersOf } from './coSigner.ts'
import { NameField } from './NameField.tsx'
import { useSignerName } from './naming.ts'
import styles from './own.module.css'
import { lastUsesQuery } from './queries.ts'
import { firstOf } from './seconds.ts'
import { type Own, pointIn } from './useOwn.ts'

type Hex = `0x${string}`

function Rename({ publicKey, name, onDone }: { publicKey: Hex; name: string; onDone: () => void }) {
  const { t } = useWords()
  const [text, setText] = useState(name)
  return (
    <form
      className={`${styles.narrow} ${styles.whole}`}
      onSubmit={(event) => {
        event.preventDefault()
        nameKnown({ publicKey, name: text.trim() })
        onDone()
      }}
    >
      <NameField name={text} onName={setText} />
      <button type="submit" className="button quiet small" disabled={text.trim() === ''}>
        {t('own.passkey.rename.do')}
      </button>
    </form>
  )
}

function Remove({ own, signer, name }: { readonly own: Own; readonly signer: Hex; readonly name: string }) {
  const { t } = useWords()
  const { signers } = own.state
  const isCoSigner = coSignersOf(signers).includes(signer)
  return (
    <div className={`${styles.change} ${styles.whole}`}>
      <p className="t14">{t('own.passkey.remove.what', { name })}</p>
      {isCoSigner && <p className="t14">{t('own.coSigner.remove.then')}</p>}
      {own.history.announced.length > 0 && <p className="t14 late">{t('own.passkey.remove.void')}</p>}
      <Change
        own={own}
        needs="both"
        className="button quiet"
        label={t(isCoSigner ? 'own.coSigner.remove.do' : 'own.passkey.remove.do')}
        calls={(sdk) =>
          signers ? [sdk.changeSignersCall(own.address, sdk.withoutSigner(signers, signer))] : []
        }
      />
    </div>
  )
}

/** Where a signer is kept, as this browser sees it. */
const placeOf = ({ here }: Own, signer: Hex): 'this' | 'other' | 'wallet' => {
  const publicKey = pointIn(signer)
  if (publicKey === null) return 'wallet'
  return here.some((one) => one.publicKey === publicKey) ? 'this' : 'other'
}

function Signer({
  own,
  signer,
  isLast,
}: {
  readonly own: Own
  readonly signer: Hex
  readonly isLast: boolean
}) {
  const { t } = useWords()
  const { locale } = useI18n()
  const { data: uses } = useQuery({ ...lastUsesQuery(own.address), enabled: own.state.isMade })
  const [open, setOpen] = useState<'rename' | 'remove' | null>(null)
  const nameOf = useSignerName(own)
  const name = nameOf(signer)
  const publicKey = pointIn(signer)
  const isCoSigner = coSignersOf(own.state.signers).includes(signer)
  const key = signer.toLowerCase() as Hex
  const [since, used] = [own.history.signerSince.get(key), uses?.get(key)]
  const toggle = (which: 'rename' | 'remove') => setOpen(open === which ? null : which)
  return (
    <li className={styles.row}>
      <div>
        <p>
          <span className="strong">{name}</span>{' '}
          <span className="tag">
            {t(isCoSigner ? 'own.signer.coSigner' : `own.signer.place.${placeOf(own, signer)}`)}
          </span>
        </p>
        <p className="t13 ink3">
          {since === undefined
            ? t('own.signer.first')
            : t('own.signer.added', { date: formatDate(since, locale) })}
          {' · '}
          {used === undefined
            ? t('own.signer.unused')
            : t('own.signer.used', { time: formatDateTime(used, locale) })}
        </p>
        {isLast && <p className="t13 ink3">{t('own.passkey.last')}</p>}
      </div>
      <div className={styles.buttons}>
        {publicKey && (
          <button
            type="button"
            className="text-button t14"
            aria-expanded={open === 'rename'}
            onClick={() => toggle('rename')}
          >
            {t('own.passkey.rename')}
          </button>
        )}
        {!isLast && (
          <button
            type="button"
            className="text-button t14"
            aria-expanded={open === 'remove'}
            onClick={() => toggle('remove')}
          >
            {t('own.passkey.remove')}
          </button>
        )}
      </div>
      {open === 'rename' && publicKey && (
        <Rename publicKey={publicKey} name={name} onDone={() => setOpen(null)} />
      )}
      {open === 'remove' && <Remove own={own} signer={signer} name={name} />}
    </li>
  )
}

/** Stands in for the signers of an account that is not made yet: the passkey it begins with. */
const signersOf = (own: Own): readonly Hex[] => {
  if (own.state.signers) return own.state.signers.signers
  const first = firstOf(own)
  // Only the point is looked at, and what stands around it is told by the chain later.
  return first ? [`0x${'00'.repeat(20)}${first.publicKey.slice(2)}${'00'.repeat(32)}`] : []
}

/** Who confirms for the account: names, when added and last used; one more, or one less. */
export function Passkeys({ own }: { readonly own: Own }) {
  const { t } = useWords()
  const { signers: set } = own.state
  const signers = signersOf(own)
  const factors = set ? set.weights.filter((weight) => weight >= set.threshold).length : 1
  const isLast = (index: number) => factors === 1 && (set?.weights[index] ?? 0n) >= (set?.threshold ?? 0n)
  return (
    <section className="section" id="passkeys">
      <header className="section-head">
        <h2>{t('own.passkeys')}</h2>
      </header>
      <p className="t14 ink2">
        {t(factors > 1 ? 'own.passkeys.two' : coSignerOf(own) ? 'own.passkeys.code' : 'own.passkeys.one')}
      </p>
      <ul className={styles.rows}>
        {signers.map((signer, index) => (
          <Signer key={signer} own={own} signer={signer} isLast={isLast(index)} />
        ))}
      </ul>
      <AddPasskey own={own} />
    </section>
  )
}
