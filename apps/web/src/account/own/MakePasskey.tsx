import type { Platform } from '@hurong/sdk/api'
import { type ReactNode, useState } from 'react'
import { StatusLine } from '../../components/Status.tsx'
import { makePasskey } from '../passkey/ceremony.ts'
import { keepAccount, type PasskeyAccountRecord } from '../passkey/stored.ts'
import { useWords } from '../words/words.ts'
import { NameField } from './NameField.tsx'
import styles from './own.module.css'

interface MakePasskeyProps {
  readonly platform: Platform
  readonly account: `0x${string}`
  /** What the button says. */
  readonly action: string
  readonly suggested?: string
  readonly onMade?: (made: PasskeyAccountRecord) => void
  /** What is said before. */
  readonly children?: ReactNode
}

/** Makes a passkey for an account on this device, or wherever the browser's own dialog offers, and keeps that it is here. */
export function MakePasskey(props: MakePasskeyProps) {
  const { platform, account, action, suggested = '', onMade, children } = props
  const { t } = useWords()
  const [name, setName] = useState(suggested)
  const [problem, setProblem] = useState<'declined' | 'unsupported' | null>(null)
  const make = async () => {
    setProblem(null)
    try {
      const passkey = await makePasskey(name.trim(), account)
      const made = { ...passkey, name: name.trim(), chainId: platform.chainId, address: account }
      keepAccount(made)
      onMade?.(made)
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
      {children}
      <NameField name={name} onName={setName} />
      <button type="submit" className="button" disabled={name.trim() === ''}>
        {action}
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
