import { Link, useLocation } from '@tanstack/react-router'
import { Empty } from '../../components/Empty.tsx'
import { linkTo, readAddress, readTold } from '../links.ts'
import { Framed } from '../own/Framed.tsx'
import styles from '../own/own.module.css'
import { Share } from '../own/Share.tsx'
import { useWords } from '../words/words.ts'
import { type Asked, readAsked } from './asked.ts'
import { TrusteeSigns } from './TrusteeSigns.tsx'

type Hex = `0x${string}`

/** The address of somebody who lets themselves be named as a trustee. */
function Offered({ address }: { readonly address: Hex }) {
  const { t } = useWords()
  return (
    <>
      <p>{t('trustee.offered')}</p>
      <p>
        <code className={styles.address}>{address}</code>
      </p>
      <Link to="/account" hash={`trustee=${address}`} className="button">
        {t('trustee.name')}
      </Link>
      <p className="t14 ink2">{t('trustee.name.how')}</p>
      <Share link={linkTo('/account/trustee', { address })} label={t('own.trustee.own.link')} />
    </>
  )
}

/** Tells what one link asks from what another does: a signature for the one is none for the other. */
const whatIsAsked = (asked: Asked): string =>
  [asked.what, asked.account, ...(asked.what === 'recover' ? Object.values(asked.recovery) : [])].join(' ')

/** What trustees are asked by a link: who they are, to rehearse, or to bring an account back. */
export function TrusteePage() {
  const { t } = useWords()
  const told = readTold(useLocation({ select: ({ hash }) => hash }))
  const address = readAddress(told.address)
  const asked = readAsked(told)
  const title = asked
    ? t(asked.what === 'rehearse' ? 'trustee.rehearse.title' : 'trustee.recover.title')
    : t('trustee.title')
  return (
    <Framed title={title}>
      {(platform) => {
        if (asked)
          return <TrusteeSigns key={whatIsAsked(asked)} platform={platform} asked={asked} told={told} />
        if (address) return <Offered address={address} />
        return <Empty title={t('link.broken.title')} body={t('link.broken.body')} />
      }}
    </Framed>
  )
}
