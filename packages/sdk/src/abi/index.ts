import * as generated from '../generated/abi/index.ts'

/** Typed ABIs of the contracts, by the name a deployment gives them. */
export const contractAbis = {
  accessManager: generated.powersAbi,
  notes: generated.notesAbi,
  loans: generated.loansAbi,
  participants: generated.participantsAbi,
  creditRecord: generated.creditRecordAbi,
  fees: generated.feesAbi,
} as const

export const notesAbi = contractAbis.notes
export const loansAbi = contractAbis.loans
export const participantsAbi = contractAbis.participants
export const creditRecordAbi = contractAbis.creditRecord
export const feesAbi = contractAbis.fees
export const accessManagerAbi = contractAbis.accessManager

export type ContractAbis = typeof contractAbis
/** A contract, as deployments and decoded events name it. */
export type ContractName = keyof ContractAbis
export const contractNames = Object.keys(contractAbis) as ContractName[]

export { currencyAbi } from './currency.ts'
export { contractErrorAbi, contractErrorNames } from './errors.ts'
