import { useChainTime } from '../../api/useCurrency.ts'
import { formatDateTime } from '../../format/date.ts'
import { useI18n } from '../../i18n/context.tsx'
import { usePerson } from '../people.ts'
import { useWords } from '../words/words.ts'
import { Change } from './Change.tsx'
import styles from './own.module.css'
import { type Own, pointIn } from './useOwn.ts'

/** Whether a recovery would bring a passkey of this very browser. */
const bringsOwn = ({ here, history }: Own) =>
  history.recovery?.next.signers.some((signer) => here.some(({ publicKey }) => publicKey === pointIn(signer)))

/** A recovery under way, loudly: who wants it, from when it is done, and the way to stop it. */
export function Alarm({ own }: { readonly own: Own }) {
  const { t } = useWords()
  const { locale } = useI18n()
  const now = useChainTime()
  const person = usePerson()
  const { recoveryReadyAt: readyAt } = own.state
  if (readyAt === undefined) return null
  const { recovery } = own.history
  const names = recovery?.trustees.map(person).join(t('own.deed.and'))
  const key = now >= readyAt ? 'own.alarm.due' : 'own.alarm.when'
  return (
    <section className={styles.alarm} role="alert">
      <h2>{t('own.alarm.title')}</h2>
      {recovery && <p>{t('own.alarm.who', { names: names ?? '', n: recovery.next.signers.length })}</p>}
      {bringsOwn(own) && <p className="strong">{t('own.alarm.own')}</p>}
      <p className="strong">{t(key, { time: formatDateTime(readyAt, locale) })}</p>
      <Change
        own={own}
        needs="one"
        label={t('own.alarm.veto')}
        calls={(sdk) => [sdk.vetoRecoveryCall(own.address)]}
      />
    </section>
  )
}
