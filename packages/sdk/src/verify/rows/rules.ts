import { loanNumberOf } from '../../notes/index.ts'
import { columns, eventIdOf, type Figures, keyOf, type Source, type Table } from './table.ts'

const issuers = ({ books }: Source) =>
  new Map([...books.issuers].map(([index, { issuer, paused }]) => [keyOf(index), { issuer, paused }]))

const products = ({ events }: Source) => {
  const rows = new Map<string, Figures>()
  for (const event of events)
    if (event.contract === 'loans' && event.name === 'ProductSet')
      rows.set(keyOf(event.args.productId), columns({ ...event.args.product }))
  return rows
}

const fees = ({ events }: Source) => {
  const rows = new Map<string, Figures>()
  for (const event of events)
    if (event.contract === 'fees' && event.name === 'FeeAnnounced') {
      const { productId, originationFee, bindsAt } = event.args
      rows.set(keyOf(eventIdOf(event)), columns({ productId, originationFee, bindsAt }))
    }
  return rows
}

type Args = Readonly<Record<string, unknown>>

/** An event's fields as strings, those of a struct by their dotted path. */
const dataOf = (args: Args, prefix = ''): Record<string, string> =>
  Object.fromEntries(
    Object.entries(args).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null
        ? Object.entries(dataOf(value as Args, `${prefix}${name}.`))
        : [[prefix + name, String(value)]],
    ),
  )

const chainEvents = ({ events, loansIssuer }: Source) =>
  new Map(
    events.map((event) => {
      const args = event.args as Args
      const id = event.contract === 'notes' ? args.id : args.loanId
      const isLoan = typeof id === 'bigint' && Number(id >> 240n) === loansIssuer
      return [
        keyOf(eventIdOf(event)),
        {
          contract: event.contract,
          type: event.name,
          at: event.time,
          block: event.blockNumber,
          log_index: event.logIndex,
          transaction: event.transactionHash,
          loan_number: isLoan ? loanNumberOf(id) : null,
          participant_id: Number(args.participantId ?? args.borrowerId ?? 0) || null,
          data: dataOf(args),
        },
      ] as const
    }),
  )

/** What loans are offered on, and everything that happened. */
export const ruleTables: readonly Table[] = [
  { name: 'issuers', keys: ['issuer_index'], expected: issuers },
  { name: 'products', keys: ['product_id'], expected: products },
  { name: 'fees', keys: ['id'], expected: fees },
  { name: 'chain_events', keys: ['id'], expected: chainEvents },
]
