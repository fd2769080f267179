import type { Powers } from '@hurong/sdk/powers'
import { useState } from 'react'
import { useActing } from '../account/acting.ts'
import { type Step, useTransaction } from '../chain/useTransaction.ts'
import { Receipt } from '../components/Receipt.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { StatusLine } from '../components/Status.tsx'
import { TxButton } from '../components/TxButton.tsx'
import { TxStatus } from '../components/TxStatus.tsx'
import { useI18n } from '../i18n/context.tsx'
import styles from './Emergency.module.css'
import { issuersToChange, mayPause } from './mayPause.ts'

const stopping = ['request', 'fund'] as const
const going = ['repay', 'claim', 'withdraw', 'refund', 'transfer'] as const

/** What stands still while new business is stopped, and what nobody can stop. */
function Consequences() {
  const { t } = useI18n()
  return (
    <div className={`${styles.lists} t14`}>
      <div>
        <p className="strong">{t('powers.emergency.stops')}</p>
        <ul>
          {stopping.map((one) => (
            <li key={one}>{t(`powers.emergency.stops.${one}`)}</li>
          ))}
        </ul>
      </div>
      <div>
        <p className="strong">{t('powers.emergency.goesOn')}</p>
        <ul>
          {going.map((one) => (
            <li key={one}>{t(`powers.emergency.goesOn.${one}`)}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** The guardian's button and the sheet behind it; tried out against the chain before it is sent. */
function Switch({ powers }: { readonly powers: Powers }) {
  const { t } = useI18n()
  const { state, run, reset } = useTransaction()
  const isStopped = powers.paused.length > 0
  // What was asked for stays on screen when the page has heard that it is done.
  const [asked, setAsked] = useState<'stop' | 'lift' | null>(null)
  const verb = asked ?? (isStopped ? 'lift' : 'stop')
  const close = () => {
    reset()
    setAsked(null)
  }
  const press = () =>
    void run(
      ...issuersToChange(powers, verb).map(
        (index): Step =>
          (hurong) =>
            hurong.notes.setIssuerPaused({ index, paused: verb === 'stop' }),
      ),
    )
  return (
    <>
      <button
        type="button"
        className={isStopped ? 'button' : 'button quiet'}
        onClick={() => setAsked(isStopped ? 'lift' : 'stop')}
      >
        {t(isStopped ? 'powers.emergency.lift' : 'powers.emergency.stop')}
      </button>
      <Sheet title={t(`powers.emergency.${verb}`)} open={asked !== null} onClose={close}>
        <div className={styles.sheet}>
          <p>{t(`powers.emergency.${verb}.body`)}</p>
          {verb === 'stop' && <Consequences />}
          {state.step === 'done' ? (
            <Receipt
              rows={[{ label: t('powers.emergency.title'), value: t(`powers.emergency.${verb}.done`) }]}
              hash={state.hash}
              block={state.block}
            />
          ) : (
            <TxButton className="button wide" state={state} onPress={press}>
              {t(`powers.emergency.${verb}.confirm`)}
            </TxButton>
          )}
        </div>
        <TxStatus state={state} />
      </Sheet>
    </>
  )
}

/** Whether new business goes on, told to everybody; the guardian can stop it here and lift it again. */
export function Emergency({ powers }: { readonly powers: Powers }) {
  const { t } = useI18n()
  const acting = useActing()
  const isStopped = powers.paused.length > 0
  const may = mayPause(powers, acting?.address)
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('powers.emergency.title')}</h2>
        <span className="t13 ink3">{t('explorer.fromChain')}</span>
      </header>
      <div className={styles.state}>
        <p>
          <StatusLine mark={isStopped ? 'cross' : 'tick'} tone={isStopped ? 'late' : 'brand'}>
            {t(isStopped ? 'powers.emergency.isStopped' : 'powers.emergency.isRunning')}
          </StatusLine>
        </p>
        {may ? <Switch powers={powers} /> : <p className="t14 ink2">{t('powers.emergency.who')}</p>}
      </div>
      <Consequences />
    </section>
  )
}
