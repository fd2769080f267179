import type { Platform } from '@hurong/sdk/api'
import { Link, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { Empty } from '../../components/Empty.tsx'
import { Problem } from '../../components/Problem.tsx'
import { Skeleton } from '../../components/Skeleton.tsx'
import { useActing } from '../acting.ts'
import { readAddress, readPublicKey, readTold } from '../links.ts'
import { AddSigner } from '../own/AddSigner.tsx'
import { CheckCode } from '../own/CheckCode.tsx'
import { Framed } from '../own/Framed.tsx'
import { NameField } from '../own/NameField.tsx'
import styles from '../own/own.module.css'
import { type OwnActing, useOwn } from '../own/useOwn.ts'
import { nameKnown } from '../passkey/known.ts'
import { useWords } from '../words/words.ts'

type Hex = `0x${string}`

interface Given {
  readonly account: Hex
  readonly publicKey: Hex
  readonly credentialId: string | undefined
}

function Add({ platform, acting, given }: { platform: Platform; acting: OwnActing; given: Given }) {
  const { t } = useWords()
  const read = useOwn(platform, acting)
  const [name, setName] = useState(t('add.name.default'))
  const [isChecked, setChecked] = useState(false)
  const { account, publicKey, credentialId } = given
  if (read.own === null)
    return read.error ? <Problem error={read.error} onRetry={read.retry} /> : <Skeleton height={240} />
  if (!isChecked)
    return (
      <form
        className={styles.narrow}
        onSubmit={(event) => {
          event.preventDefault()
          nameKnown({ publicKey, name: name.trim(), credentialId })
          setChecked(true)
        }}
      >
        <p>{t('add.lead')}</p>
        <CheckCode account={account} publicKey={publicKey} />
        <NameField label={t('add.name')} name={name} onName={setName} />
        <button type="submit" className="button" disabled={name.trim() === ''}>
          {t('add.same')}
        </button>
        <p className="t14 ink2">{t('add.differs')}</p>
      </form>
    )
  return (
    <>
      <AddSigner own={read.own} publicKey={publicKey} />
      <p className="t14">
        <Link to="/account">{t('add.back')}</Link>
      </p>
    </>
  )
}

/** Lets another device's passkey into the account, once its owner has seen the same digits on both. */
export function AddPage() {
  const { t } = useWords()
  const acting = useActing()
  const told = readTold(useLocation({ select: ({ hash }) => hash }))
  const [account, publicKey] = [readAddress(told.account), readPublicKey(told.key)]
  return (
    <Framed title={t('add.title')}>
      {(platform) => {
        if (account === null || publicKey === null)
          return <Empty title={t('link.broken.title')} body={t('link.broken.body')} />
        if (acting?.kind !== 'passkey' || acting.address !== account)
          return <Empty title={t('add.other.title')} body={t('add.other.body')} />
        const given = { account, publicKey, credentialId: told.id }
        // Begun anew for every passkey: digits that were compared say nothing of another link opened on the same page.
        return <Add key={publicKey} platform={platform} acting={acting} given={given} />
      }}
    </Framed>
  )
}
