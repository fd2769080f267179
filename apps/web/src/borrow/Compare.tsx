import { useAmountText } from '../components/Amount.tsx'
import { useI18n } from '../i18n/context.tsx'
import { CostBar } from './Cost.tsx'
import type { Offer } from './offer.ts'
import styles from './page.module.css'

interface CompareProps {
  readonly title: string
  readonly what: string
  readonly currency: string
  readonly rows: readonly {
    readonly key: string
    readonly name: string
    readonly offer: Offer
    readonly chosen: boolean
  }[]
}

/** The same loan another way, one line each, bars on one scale. */
export function Compare({ title, what, currency, rows }: CompareProps) {
  const { t } = useI18n()
  const text = useAmountText(currency)
  const widest = rows.reduce(
    (most, { offer }) => (offer.repaid > most.repaid ? offer : most),
    rows[0]?.offer ?? { repaid: 0n },
  )
  const amount = `num ${styles.amount}`
  return (
    <section className="section">
      <h2>{title}</h2>
      <table className={styles.compared}>
        <thead>
          <tr>
            <th scope="col">{what}</th>
            <th scope="col" className={styles.barCell} style={{ width: '44%' }}>
              {t('borrow.compare.bars')}
            </th>
            <th scope="col" className="num">
              {t('borrow.compare.first')}
            </th>
            <th scope="col" className="num">
              {t('borrow.compare.repaid')}
            </th>
            <th scope="col" className="num">
              {t('borrow.compare.cost')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, offer, chosen }) => (
            <tr key={key} className={chosen ? styles.chosen : undefined}>
              <td>{name}</td>
              <td className={styles.barCell}>
                <CostBar offer={offer} of={widest.repaid} className={styles.small} />
              </td>
              <td className={amount}>{text(offer.first)}</td>
              <td className={amount}>{text(offer.repaid)}</td>
              <td className={amount}>{text(offer.cost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
