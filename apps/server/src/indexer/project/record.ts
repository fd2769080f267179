import type { IndexedEvent } from '../event.ts'
import type { RowStore } from '../rowStore.ts'

/** The contract's outcomes by number. */
const flags = [undefined, 'repaid', 'defaulted', 'recovered', 'writtenOff'] as const

/** Applies an event of `CreditRecord`. */
export const projectRecord = (rows: RowStore, event: IndexedEvent & { contract: 'creditRecord' }): void => {
  switch (event.name) {
    case 'LoanOpened':
      rows.put('records', {
        ...event.args,
        repaid: false,
        defaulted: false,
        recovered: false,
        writtenOff: false,
        counted: false,
        onTime: 0,
        late1To30: 0,
        late31To60: 0,
        late61To90: 0,
        late91Plus: 0,
      })
      break
    case 'OutcomeRecorded': {
      const flag = flags[event.args.outcome]
      if (flag !== undefined) rows.edit('records', { loanId: event.args.loanId })[flag] = true
      break
    }
    case 'InstalmentsRecorded':
      Object.assign(rows.edit('records', { loanId: event.args.loanId }), event.args.instalments, {
        counted: true,
      })
      break
  }
}
