import type { Platform } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { chainQuery } from '../../chain/chainQuery.ts'
import { stateAfter, type TxState } from '../../chain/txState.ts'
import { Empty } from '../../components/Empty.tsx'
import { Problem } from '../../components/Problem.tsx'
import { Skeleton } from '../../components/Skeleton.tsx'
import { TxButton } from '../../components/TxButton.tsx'
import { TxStatus } from '../../components/TxStatus.tsx'
import { formatDateTime } from '../../format/date.ts'
import { formatDuration } from '../../format/duration.ts'
import { shortened } from '../../format/shortened.ts'
import { useI18n } from '../../i18n/context.tsx'
import { type Acting, useActing } from '../acting.ts'
import { linkTo, type Told } from '../links.ts'
import { Bring } from '../own/Bring.tsx'
import { CheckCode } from '../own/CheckCode.tsx'
import styles from '../own/own.module.css'
import { accountQuery, historyQuery } from '../own/queries.ts'
import { Share } from '../own/Share.tsx'
import type { OwnActing } from '../own/useOwn.ts'
import { useWords } from '../words/words.ts'
import { Allow } from './Allow.tsx'
import { type Asked, type AskedRecovery, type CarriedSignature, tellRecovery } from './asked.ts'
import { signRecovery, signRehearsal } from './signing.ts'

type Hex = `0x${string}`

/** Whether an account of a passkey may sign as trustee yet; anybody else may. */
function useReadiness(acting: Acting, account: Hex) {
  const isOwn = acting.kind === 'passkey'
  const read = useQuery({
    ...chainQuery(['account', acting.address, 'readiness', account], async ({ context }) => {
      const { readTrusteeReadiness } = await import('@hurong/sdk/accounts')
      return readTrusteeReadiness(context, acting.address, account)
    }),
    enabled: isOwn,
  })
  return isOwn ? read.data : 'ready'
}

interface SigningProps {
  readonly platform: Platform
  readonly acting: Acting
  readonly asked: Asked
  readonly onSigned: (signed: CarriedSignature) => void
}

function Signing({ platform, acting, asked, onSigned }: SigningProps) {
  const { t } = useWords()
  const [state, setState] = useState<TxState>({ step: 'idle' })
  const readiness = useReadiness(acting, asked.account)
  if (readiness === undefined) return <Skeleton height={80} />
  if (readiness !== 'ready')
    return <Allow platform={platform} acting={acting as OwnActing} account={asked.account} />
  const sign = async () => {
    setState({ step: 'sign' })
    try {
      const signed =
        asked.what === 'rehearse'
          ? await signRehearsal(acting, asked.account)
          : await signRecovery(acting, asked.recovery)
      setState({ step: 'idle' })
      onSigned(signed)
    } catch (error) {
      setState(stateAfter(error))
    }
  }
  return (
    <div className={styles.change}>
      <TxButton className="button" state={state} onPress={() => void sign()}>
        {t(asked.what === 'rehearse' ? 'trustee.rehearse.do' : 'trustee.recover.do')}
      </TxButton>
      <TxStatus state={state} />
    </div>
  )
}

/** A rehearsal that was signed: anybody may bring it, so who cannot hands it on. */
function Rehearsed({ account, signed }: { readonly account: Hex; readonly signed: CarriedSignature }) {
  const { t } = useWords()
  const { trustee, signature, deadline } = signed
  const told = { for: account, do: 'rehearse', trustee, signature, deadline: String(deadline) }
  return (
    <>
      <p>{t('trustee.rehearse.signed')}</p>
      <Bring
        label={t('trustee.rehearse.bring')}
        step={async ({ context }) => {
          const { rehearse } = await import('@hurong/sdk/accounts')
          return rehearse(context, { account, trustee, signature, deadline: BigInt(deadline) })
        }}
      />
      <Share link={linkTo('/account/trustee', told)} label={t('trustee.rehearse.hand')} />
    </>
  )
}

/** A recovery that was signed: it goes back to who asked for it. */
function Recovered({ recovery, signed }: { recovery: AskedRecovery; signed: CarriedSignature }) {
  const { t } = useWords()
  const { trustee, signature } = signed
  const told = { account: recovery.account, ...tellRecovery(recovery), trustee, signature }
  return (
    <>
      <p>{t('trustee.recover.signed')}</p>
      <Share link={linkTo('/account/recover', told)} label={t('trustee.recover.back')} />
    </>
  )
}

/** What exactly is signed, for whom, and what it leads to. */
function What({ asked, span }: { readonly asked: Asked; readonly span: string }) {
  const { t } = useWords()
  const { locale } = useI18n()
  const account = shortened(asked.account)
  if (asked.what === 'rehearse') return <p>{t('trustee.rehearse.what', { account })}</p>
  return (
    <>
      <p>{t('trustee.recover.what', { account, span })}</p>
      <p className="strong">{t('trustee.recover.ask')}</p>
      <CheckCode account={asked.account} publicKey={asked.recovery.publicKey} />
      <p className="t14 ink2">
        {t('trustee.recover.until', { time: formatDateTime(asked.recovery.deadline, locale) })}
      </p>
    </>
  )
}

interface TrusteeSignsProps {
  readonly platform: Platform
  readonly asked: Asked
  readonly told: Told
}

/** Has a trustee sign what a link asks of them, whoever they are: a person with a passkey, a wallet. */
export function TrusteeSigns({ platform, asked, told }: TrusteeSignsProps) {
  const { t } = useWords()
  const i18n = useI18n()
  const acting = useActing()
  const navigate = useNavigate()
  const [signed, setSigned] = useState<CarriedSignature | null>(null)
  const account = useQuery(accountQuery(asked.account))
  const history = useQuery(historyQuery(asked.account))
  if (asked.what === 'rehearse' && asked.signed)
    return <Rehearsed account={asked.account} signed={asked.signed} />
  if (!account.data || !history.data)
    return account.error ? (
      <Problem error={account.error} onRetry={() => void account.refetch()} />
    ) : (
      <Skeleton height={160} />
    )
  const { trustees, recoveryDelay } = account.data
  if (acting === null) return <Empty title={t('trustee.nobody.title')} body={t('trustee.nobody.body')} />
  if (!trustees.some((trustee) => trustee.toLowerCase() === acting.address.toLowerCase()))
    return <Empty title={t('trustee.none.title', { name: acting.name })} body={t('trustee.none.body')} />
  if (asked.what === 'recover' && BigInt(asked.recovery.nonce) !== history.data.recoveryNonce)
    return <Empty title={t('trustee.stale.title')} body={t('trustee.stale.body')} />
  // Another trustee of the same browser signs for themselves.
  if (asked.what === 'recover' && signed?.trustee.toLowerCase() === acting.address.toLowerCase())
    return <Recovered recovery={asked.recovery} signed={signed} />
  const onSigned = (given: CarriedSignature) => {
    setSigned(given)
    const { trustee, signature, deadline } = given
    // In the address, so that it outlasts the page and can be handed on.
    if (asked.what === 'rehearse')
      void navigate({
        to: '/account/trustee',
        hash: new URLSearchParams({
          ...told,
          trustee,
          signature,
          deadline: String(deadline),
        }).toString(),
      })
  }
  return (
    <>
      <What asked={asked} span={formatDuration(recoveryDelay, i18n)} />
      <p className="t14 ink2">{t('trustee.as', { name: acting.name })}</p>
      <Signing platform={platform} acting={acting} asked={asked} onSigned={onSigned} />
    </>
  )
}
