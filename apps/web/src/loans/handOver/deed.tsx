import { useAmountText } from '../../components/Amount.tsx'
import { participantName } from '../../format/names.ts'
import styles from './HandOver.module.css'
import { useHandOverWords } from './words/words.ts'

/** What goes to whom, and what comes back with it. Base units. */
export interface Deed {
  readonly receiver: `0x${string}`
  readonly receiverId: number
  readonly amount: bigint
  /** Of a loan that was paid out: principal still owed on the notes, and what had come until then. */
  readonly running: { readonly owed: bigint; readonly paid: bigint } | null
}

/** A deed line by line: exactly what is confirmed, and what the receipt says. */
export function useDeedRows(currency: string) {
  const { t } = useHandOverWords()
  const text = useAmountText(currency)
  return ({ receiver, receiverId, amount, running }: Deed) => [
    {
      label: t('handOver.row.receiver'),
      value: (
        <>
          {participantName(receiverId)} <code className={styles.address}>{receiver}</code>
        </>
      ),
    },
    { label: t('handOver.row.notes'), value: text(amount, 'exact', true) },
    ...(running === null
      ? []
      : [
          { label: t('handOver.row.owed'), value: text(running.owed, 'exact', true, 'down') },
          { label: t('handOver.row.paid'), value: text(running.paid, 'exact', true, 'down') },
        ]),
  ]
}
