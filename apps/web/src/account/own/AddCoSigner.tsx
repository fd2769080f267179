import type { SignerSet } from '@hurong/sdk/accounts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Problem } from '../../components/Problem.tsx'
import { Skeleton } from '../../components/Skeleton.tsx'
import { sessionQuery } from '../../sessions/queries.ts'
import { useWords } from '../words/words.ts'
import { Change } from './Change.tsx'
import { coSignerStanding } from './coSigner.ts'
import { signersOrFirst } from './firstSigners.ts'
import styles from './own.module.css'
import type { Own } from './useOwn.ts'

type Hex = `0x${string}`

/** Its owner's codes come first: with the co-signer added before, whoever holds the device could turn them on. */
function CodesFirst() {
  const { t } = useWords()
  return (
    <>
      <p>{t('own.add.code.first')}</p>
      <Link to="/account/security" className="button quiet small">
        {t('own.add.code.first.do')}
      </Link>
    </>
  )
}

function Add({ own, coSigner }: { readonly own: Own; readonly coSigner: Hex }) {
  const { t } = useWords()
  const { data: session, error, refetch } = useQuery(sessionQuery)
  if (session === undefined)
    return error ? <Problem error={error} onRetry={() => void refetch()} /> : <Skeleton height={96} />
  if (session?.account !== own.address.toLowerCase() || !session.codes.isOn) return <CodesFirst />
  return (
    <>
      <p className="t14">{t('own.add.code.keep')}</p>
      {own.history.announced.length > 0 && <p className="t14 late">{t('own.passkey.remove.void')}</p>}
      <Change
        own={own}
        needs="both"
        label={t('own.add.code.do')}
        calls={(sdk) => {
          const set: SignerSet = signersOrFirst(own, sdk)
          return [sdk.changeSignersCall(own.address, sdk.withCoSigner(set, coSigner))]
        }}
      />
    </>
  )
}

/** Has the operator confirm second for a one-time code: what it can and cannot do is said before. */
export function AddCoSigner({ own }: { readonly own: Own }) {
  const { t } = useWords()
  const coSigner = own.platform.accounts?.coSigner?.toLowerCase() as Hex | undefined
  const standing = coSignerStanding(own)
  if (coSigner === undefined || standing === 'none') return null
  const isAnnounced = own.history.announced.some(({ executionData }) =>
    executionData.toLowerCase().includes(coSigner.slice(2)),
  )
  if (standing === 'there' || isAnnounced)
    return (
      <p className="t14" role="status">
        {t(standing === 'there' ? 'own.add.code.done' : 'own.add.announced')}
      </p>
    )
  return (
    <div className={styles.narrow}>
      <p>{t('own.add.code.can')}</p>
      <p className="t14 ink2">{t('own.add.code.cannot')}</p>
      <p className="t14 ink2">{t('own.add.code.risk')}</p>
      {standing === 'other' ? <p>{t('own.add.code.other')}</p> : <Add own={own} coSigner={coSigner} />}
    </div>
  )
}
