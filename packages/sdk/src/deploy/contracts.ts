import type { Address, Hex, PublicClient } from 'viem'
import { getContractAddress } from 'viem'
import type { ContractName } from '../abi/index.ts'
import {
  accessManagerCode,
  creditRecordCode,
  feesCode,
  loansCode,
  notesCode,
  testDollarCode,
} from './codes.ts'
import type { DeployConfig } from './config.ts'
import { bringProxy, create2Address, deployCode, hasCode, proxyAddress } from './create2.ts'
import type { Signer } from './signer.ts'
import type { DeployStep } from './steps.ts'

/** Test currencies of a local chain. */
export const testCurrencies = [
  { name: 'Test Dollar', symbol: 'TUSD', decimals: 6 },
  { name: 'Test Dollar 18', symbol: 'TUSD18', decimals: 18 },
] as const

/** What stands where, known before anything is deployed. */
export interface Plan {
  readonly addresses: Record<ContractName, Address>
  readonly testCurrencies: readonly Address[]
  readonly codes: readonly { readonly name: string; readonly address: Address; readonly code: Hex }[]
}

/** Works out all addresses from the configuration and who deploys. */
export const planContracts = (deployer: Address, config: DeployConfig): Plan => {
  const codes: { name: string; address: Address; code: Hex }[] = []
  const add = (name: string, code: Hex): Address => {
    const address = create2Address(code)
    codes.push({ name, address, code })
    return address
  }
  const accessManager = add('AccessManager', accessManagerCode(deployer))
  const notes = add('Notes and Participants', notesCode(accessManager))
  const participants = getContractAddress({ from: notes, nonce: 1n }).toLowerCase() as Address
  const creditRecord = add('CreditRecord', creditRecordCode(accessManager))
  const fees = add(
    'Fees',
    feesCode(accessManager, config.feePayee, config.feeNoticePeriod, config.greatestFee),
  )
  const loans = add('Loans', loansCode({ accessManager, notes, participants, creditRecord, fees }))
  const currencies = config.testCurrencies
    ? testCurrencies.map(({ name, symbol, decimals }) =>
        add(`test currency ${symbol}`, testDollarCode(name, symbol, decimals)),
      )
    : []
  return {
    addresses: { accessManager, notes, participants, creditRecord, fees, loans },
    testCurrencies: currencies,
    codes,
  }
}

/** The proxy, if the chain lacks it, and every contract at its address. */
export const contractSteps = (publicClient: PublicClient, signer: Signer, plan: Plan): DeployStep[] => [
  {
    name: 'deployment proxy',
    isDone: () => hasCode(publicClient, proxyAddress),
    perform: () => bringProxy(publicClient, signer),
  },
  ...plan.codes.map(({ name, address, code }) => ({
    name,
    isDone: () => hasCode(publicClient, address),
    perform: () => deployCode(signer, code),
  })),
]
