import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { Choice } from '../../components/Choice.tsx'
import { shortened } from '../../format/shortened.ts'
import { addressIn, readAddress, readTold } from '../links.ts'
import { namePerson, usePersonName } from '../people.ts'
import { useWords } from '../words/words.ts'
import { Change } from './Change.tsx'
import { NameField } from './NameField.tsx'
import styles from './own.module.css'
import type { Own } from './useOwn.ts'

type Hex = `0x${string}`

/** As many as an account takes. */
const greatest = 16

const lower = (address: string) => address.toLowerCase() as Hex

/** More than half of them, so that no few act behind the others' backs. */
const usual = (count: number) => Math.min(count, Math.floor(count / 2) + 1)

/** Why a person cannot be named; null if they can. */
function faultOf(text: string, { address }: Own, chosen: readonly Hex[]) {
  const found = addressIn(text)
  if (text.trim() === '') return null
  if (found === null) return 'unreadable' as const
  if (found === lower(address)) return 'self' as const
  if (chosen.includes(found)) return 'twice' as const
  return chosen.length >= greatest ? ('many' as const) : null
}

const isAsNamed = (chosen: readonly Hex[], now: readonly Hex[]) =>
  chosen.length === now.length && chosen.every((one) => now.includes(one))

/** Whom the link this page was opened by names. */
const useOffered = () => readAddress(readTold(useLocation({ select: ({ hash }) => hash })).trustee)

/** One of them, with what the owner calls them. */
function Named({ trustee, onTake }: { readonly trustee: Hex; readonly onTake: () => void }) {
  const { t } = useWords()
  const known = usePersonName()(trustee)
  const [name, setName] = useState(known ?? '')
  return (
    <li className={styles.row}>
      <NameField
        label={<span title={trustee}>{shortened(trustee)}</span>}
        spoken={t('own.trustees.called', { address: shortened(trustee) })}
        placeholder={t('own.trustees.called.short')}
        optional
        name={name}
        onName={(given) => {
          setName(given)
          namePerson(trustee, given)
        }}
      />
      <button type="button" className="text-button t14" onClick={onTake}>
        {t('own.trustees.take')}
      </button>
    </li>
  )
}

/** Names who can recover the account, and how many of them it takes. */
export function Trustees({ own }: { readonly own: Own }) {
  const { t } = useWords()
  const offered = useOffered()
  const now = own.state.trustees.map(lower)
  const [chosen, setChosen] = useState<readonly Hex[]>(now)
  const [text, setText] = useState(offered && !now.includes(offered) ? offered : '')
  const [wanted, setWanted] = useState<number | null>(null)
  const byDefault = isAsNamed(chosen, now) ? own.state.trusteesNeeded : usual(chosen.length)
  const needed = Math.min(chosen.length, wanted ?? byDefault)
  const fault = faultOf(text, own, chosen)
  const isSame = needed === own.state.trusteesNeeded && isAsNamed(chosen, now)
  const add = () => {
    const found = addressIn(text)
    if (found === null || fault !== null) return
    setChosen([...chosen, found])
    setText('')
  }
  return (
    <div className={styles.narrow}>
      <ul className={styles.rows}>
        {chosen.map((trustee) => (
          <Named
            key={trustee}
            trustee={trustee}
            onTake={() => setChosen(chosen.filter((one) => one !== trustee))}
          />
        ))}
      </ul>
      <form
        className={styles.narrow}
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <label className={styles.field}>
          <span className="t14">{t('own.trustees.field')}</span>
          <input
            className={styles.input}
            value={text}
            autoComplete="off"
            aria-invalid={fault !== null}
            onChange={(event) => setText(event.target.value)}
          />
          <span className={`t13 ${fault ? 'failed' : 'ink3'}`} role={fault ? 'alert' : undefined}>
            {t(fault ? `own.trustees.fault.${fault}` : 'own.trustees.hint')}
          </span>
        </label>
        <button type="submit" className="button quiet small" disabled={fault !== null || text.trim() === ''}>
          {t('own.trustees.add')}
        </button>
      </form>
      {chosen.length > 0 && (
        <Choice
          label={t('own.trustees.needed')}
          value={String(needed)}
          options={chosen.map((_, index) => ({
            value: String(index + 1),
            text: t('own.trustees.of', { needed: index + 1, n: chosen.length }),
          }))}
          onChange={(value) => setWanted(Number(value))}
        />
      )}
      <Change
        own={own}
        needs="both"
        disabled={isSame}
        label={t('own.trustees.do')}
        calls={(sdk) => [sdk.changeTrusteesCall(own.address, chosen, needed)]}
      />
    </div>
  )
}
