import { useQuery } from '@tanstack/react-query'
import { checkCode } from '../checkCode.ts'
import { useWords } from '../words/words.ts'
import styles from './own.module.css'

type Hex = `0x${string}`

/** The digits two screens must both show of a passkey. */
export function CheckCode({ account, publicKey }: { readonly account: Hex; readonly publicKey: Hex }) {
  const { t } = useWords()
  const { data } = useQuery({
    queryKey: ['checkCode', account, publicKey],
    queryFn: () => checkCode(account, publicKey),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <div className={styles.check}>
      <p className="t13 ink3">{t('own.check.label')}</p>
      <p className="t28 strong" data-check={data}>
        {data ?? '…'}
      </p>
      <p className="t14 ink2">{t('own.check.how')}</p>
    </div>
  )
}
