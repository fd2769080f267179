import type { Platform } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Empty } from '../../components/Empty.tsx'
import { Problem } from '../../components/Problem.tsx'
import { Skeleton } from '../../components/Skeleton.tsx'
import { addressIn, readAddress, readTold } from '../links.ts'
import { Framed } from '../own/Framed.tsx'
import styles from '../own/own.module.css'
import { accountQuery, historyQuery } from '../own/queries.ts'
import { readRecovery, readSignature } from '../trustee/asked.ts'
import { useWords } from '../words/words.ts'
import { Begin } from './Begin.tsx'
import { Collect } from './Collect.tsx'
import { Proposed } from './Proposed.tsx'
import { takeBrought, useRecovery } from './stored.ts'

type Hex = `0x${string}`

/** Asks which account it is about. */
function Which() {
  const { t } = useWords()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const account = addressIn(text)
  return (
    <form
      className={styles.narrow}
      onSubmit={(event) => {
        event.preventDefault()
        if (account) void navigate({ to: '/account/recover', hash: `account=${account}` })
      }}
    >
      <p>{t('recover.lead')}</p>
      <label className={styles.field}>
        <span className="t14">{t('recover.which')}</span>
        <input
          className={styles.input}
          value={text}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
        <span className="t13 ink3">{t('recover.which.hint')}</span>
      </label>
      <button type="submit" className="button" disabled={account === null}>
        {t('recover.go')}
      </button>
    </form>
  )
}

function Body({ platform, account }: { readonly platform: Platform; readonly account: Hex }) {
  const { t } = useWords()
  const state = useQuery(accountQuery(account))
  const history = useQuery(historyQuery(account))
  const kept = useRecovery()
  if (!state.data || !history.data)
    return state.error || history.error ? (
      <Problem
        error={state.error ?? history.error}
        onRetry={() => void Promise.all([state.refetch(), history.refetch()])}
      />
    ) : (
      <Skeleton height={240} />
    )
  if (state.data.trustees.length === 0)
    return <Empty title={t('recover.none.title')} body={t('recover.none.body')} />
  const given = { platform, account, state: state.data, history: history.data }
  const recovery = kept?.account === account ? kept : null
  if (recovery === null) return <Begin {...given} />
  return <Proposed {...given} recovery={recovery} otherwise={<Collect {...given} recovery={recovery} />} />
}

/** Takes what the link this page was opened by brings. @returns whether it was for another recovery, and left alone. */
function useBrought(hash: string): boolean {
  const [isOther, setOther] = useState(false)
  useEffect(() => {
    const told = readTold(hash)
    const asked = readRecovery(told)
    setOther(asked !== null && !takeBrought(asked, readSignature(told)))
  }, [hash])
  return isOther
}

/** For who has lost every passkey: a new one, brought into the account by its trustees. */
export function RecoverPage() {
  const { t } = useWords()
  const hash = useLocation({ select: (location) => location.hash })
  const isOther = useBrought(hash)
  const kept = useRecovery()
  const told = readAddress(readTold(hash).account)
  const account = isOther ? (kept?.account ?? null) : (told ?? kept?.account ?? null)
  return (
    <Framed title={t('recover.title')}>
      {(platform) => (
        <>
          {isOther && (
            <p className="notice warn" role="alert">
              {t('recover.other')}
            </p>
          )}
          {account ? <Body platform={platform} account={account} /> : <Which />}
        </>
      )}
    </Framed>
  )
}
