import type { CallPermission, CallRule } from '@hurong/sdk/accounts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Choice } from '../../components/Choice.tsx'
import { useCurrencyName } from '../../components/CurrencyName.tsx'
import { Problem } from '../../components/Problem.tsx'
import { Skeleton } from '../../components/Skeleton.tsx'
import { useWords, type WordKey } from '../words/words.ts'
import { Change } from './Change.tsx'
import { useDeedName } from './callNames.ts'
import styles from './own.module.css'
import { callRulesQuery } from './queries.ts'
import type { Own } from './useOwn.ts'

/** Each wider than the one before it. */
const permissions: readonly CallPermission[] = ['never', 'bothFactors', 'withinLimit', 'oneFactor']

/** Where nothing is lent, to keep to the limit says nothing of its own: what is paid does anyway. */
const offeredFor = ({ lends, permission, policy }: CallRule) =>
  permissions.filter((one) => one !== 'withinLimit' || lends || [permission, policy].includes(one))

function Rule({ own, rule }: { readonly own: Own; readonly rule: CallRule }) {
  const { t } = useWords()
  const deedName = useDeedName()
  const [chosen, setChosen] = useState(rule.permission)
  const name = deedName(rule.contract, rule.functionName ?? rule.selector)
  const widens = permissions.indexOf(chosen) > permissions.indexOf(rule.permission)
  const word = (permission: CallPermission) => t(`own.permission.${permission}`)
  return (
    <li className={`${styles.row} ${styles.stacked}`}>
      <div>
        <p>{name}</p>
        {rule.permission !== rule.policy && (
          <p className="t13 ink3">{t('own.calls.was', { permission: word(rule.policy) })}</p>
        )}
      </div>
      <Choice
        label={t('own.calls.needs')}
        value={chosen}
        active={chosen !== rule.permission}
        options={offeredFor(rule).map((value) => ({ value, text: word(value) }))}
        onChange={setChosen}
      />
      {chosen !== rule.permission && (
        <Change
          own={own}
          needs={widens ? 'both' : 'one'}
          className="button quiet"
          label={t(widens ? 'own.calls.widen' : 'own.calls.narrow', { permission: word(chosen) })}
          calls={(sdk) => [
            sdk.setCallPermissionCall(own.address, {
              target: rule.target,
              selector: rule.selector,
              permission: chosen,
            }),
          ]}
        />
      )}
    </li>
  )
}

function Target({ own, rules }: { readonly own: Own; readonly rules: readonly CallRule[] }) {
  const { t, message } = useWords()
  const [first] = rules
  const currency = useCurrencyName(first?.contract === 'currency' ? first.target.toLowerCase() : undefined)
  if (first === undefined) return null
  const title =
    first.contract === 'currency'
      ? currency
      : (message(`own.contract.${first.contract}` as WordKey) ?? first.target)
  return (
    <details className={styles.fold}>
      <summary className={styles.heading}>
        {title} <span className="t13 ink3">{t('own.calls.count', { n: rules.length })}</span>
      </summary>
      <ul className={styles.rows}>
        {rules.map((rule) => (
          // A new permission begins its row anew.
          <Rule key={`${rule.selector} ${rule.permission}`} own={own} rule={rule} />
        ))}
      </ul>
    </details>
  )
}

/** What this account may do at all, and what it takes: narrowed at once, widened with two confirmations or a wait. */
export function Calls({ own }: { readonly own: Own }) {
  const { t } = useWords()
  const { state, history } = own
  const { data, isError, error, refetch } = useQuery({
    ...callRulesQuery(own.address, state.isMade, history.permissionsSet),
    // The list stays open while what was just changed is read again.
    placeholderData: keepPreviousData,
  })
  const targets = [...new Set((data ?? []).map(({ target }) => target))]
  return (
    <section className="section" id="calls">
      <header className="section-head">
        <h2>{t('own.calls')}</h2>
      </header>
      <p className="t14 ink2">{t('own.calls.body')}</p>
      {isError && !data && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <Skeleton height={160} />}
      {targets.map((target) => (
        <Target key={target} own={own} rules={(data ?? []).filter((rule) => rule.target === target)} />
      ))}
    </section>
  )
}
