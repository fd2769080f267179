import type { Address, Hex } from 'viem'
import { concatHex, encodeAbiParameters, isHex } from 'viem'
import { accessManagerBytecode } from '../generated/bytecode/AccessManager.ts'
import { creditRecordBytecode } from '../generated/bytecode/CreditRecord.ts'
import { feesBytecode } from '../generated/bytecode/Fees.ts'
import { loansBytecode } from '../generated/bytecode/Loans.ts'
import { notesBytecode } from '../generated/bytecode/Notes.ts'
import { testDollarBytecode } from '../generated/bytecode/TestDollar.ts'

const codes = {
  accessManager: accessManagerBytecode,
  creditRecord: creditRecordBytecode,
  fees: feesBytecode,
  loans: loansBytecode,
  notes: notesBytecode,
  testDollar: testDollarBytecode,
} as const

/** Creation code with encoded arguments. @throws Error if the code still has places for libraries in it. */
const withArguments = (
  name: keyof typeof codes,
  types: readonly string[],
  values: readonly unknown[],
): Hex => {
  const code: string = codes[name]
  if (!isHex(code)) throw new Error(`The code of ${name} is not linked with its libraries.`)
  const parameters = types.map((type) => ({ type }))
  return concatHex([code, encodeAbiParameters(parameters, values as never)])
}

export const accessManagerCode = (admin: Address): Hex => withArguments('accessManager', ['address'], [admin])
/** `Notes` deploys `Participants` itself, because each needs the other's address for ever. */
export const notesCode = (accessManager: Address): Hex => withArguments('notes', ['address'], [accessManager])
export const creditRecordCode = (accessManager: Address): Hex =>
  withArguments('creditRecord', ['address'], [accessManager])
export const feesCode = (
  accessManager: Address,
  payee: Address,
  noticePeriod: number,
  greatest: number,
): Hex =>
  withArguments(
    'fees',
    ['address', 'address', 'uint256', 'uint32'],
    [accessManager, payee, BigInt(noticePeriod), greatest],
  )
export const loansCode = (on: {
  accessManager: Address
  notes: Address
  participants: Address
  creditRecord: Address
  fees: Address
}): Hex =>
  withArguments(
    'loans',
    ['address', 'address', 'address', 'address', 'address'],
    [on.accessManager, on.notes, on.participants, on.creditRecord, on.fees],
  )
export const testDollarCode = (name: string, symbol: string, decimals: number): Hex =>
  withArguments('testDollar', ['string', 'string', 'uint8'], [name, symbol, decimals])
