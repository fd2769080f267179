import { writeFileSync } from 'node:fs'
import { formatUnits, takenOf } from '@hurong/finance'
import type { Replayed } from './plan.ts'
import { shareOf } from './reconcile.ts'

type Row = { readonly what: string; readonly chain: bigint; readonly tape: bigint }

/** What came in on one loan, on the chain and by the tape, base units. */
export const rowsOf = ({ planned, tape }: Replayed, unit: bigint): Row[] => [
  { what: 'principal', chain: planned.repaid.principal, tape: tape.totalPrincipal * unit },
  { what: 'interest', chain: planned.repaid.interest, tape: tape.totalInterest * unit },
  { what: 'late interest', chain: planned.repaid.lateInterest, tape: tape.totalLateFee * unit },
  { what: 'recoveries', chain: takenOf(planned.recovered), tape: tape.recoveries * unit },
]

/** Sums of all loans. */
export const totalsOf = (replayed: readonly Replayed[], unit: bigint): Row[] => {
  const totals = new Map<string, Row>()
  for (const loan of replayed) {
    for (const row of rowsOf(loan, unit)) {
      const sum = totals.get(row.what)
      totals.set(row.what, {
        what: row.what,
        chain: (sum?.chain ?? 0n) + row.chain,
        tape: (sum?.tape ?? 0n) + row.tape,
      })
    }
  }
  return [...totals.values()]
}

/** A line per loan, for a spreadsheet. Amounts in whole units with decimals. */
export const writeReport = (
  path: string,
  replayed: readonly Replayed[],
  unit: bigint,
  decimals: number,
): void => {
  const amount = (units: bigint) => formatUnits(units, decimals)
  const names = ['principal', 'interest', 'late', 'recoveries'].flatMap((name) => [
    `${name}_chain`,
    `${name}_tape`,
  ])
  const head = ['loan', 'line', 'tape_loan', 'status_chain', 'status_tape', 'prepayment_placed', ...names]
  const lines = [...replayed]
    .sort((a, b) => a.planned.number - b.planned.number)
    .map((loan) => [
      `L-${loan.planned.number}`,
      loan.line,
      loan.tape.loanId,
      loan.planned.position?.status ?? '',
      loan.tape.status,
      loan.behaviour?.prepaymentPlaced ?? false,
      ...rowsOf(loan, unit).flatMap(({ chain, tape }) => [amount(chain), amount(tape)]),
    ])
  writeFileSync(path, `${[head, ...lines].map((line) => line.join(',')).join('\n')}\n`)
}

/** The totals as lines for the terminal. */
export const totalLines = (rows: readonly Row[], decimals: number): string[] => {
  const amount = (units: bigint) => formatUnits(units, decimals).replace(/(\.\d\d)\d*$/, '$1')
  const line = (cells: readonly string[]) =>
    `  ${(cells[0] ?? '').padEnd(14)}${cells
      .slice(1)
      .map((cell) => cell.padStart(18))
      .join('')}`
  return [
    line(['', 'chain', 'tape', 'chain / tape']),
    ...rows.map(({ what, chain, tape }) => {
      const share = shareOf(chain, tape)
      return line([
        what,
        amount(chain),
        amount(tape),
        share === undefined ? '—' : `${formatUnits(share, 2)} %`,
      ])
    }),
  ]
}
