import type { Address, PublicClient } from 'viem'
import { getContractAddress } from 'viem'
import type { ContractName } from '../abi/index.ts'
import { type PlannedCode, planCode } from './codes.ts'
import type { DeployConfig } from './config.ts'
import { bringProxy, deployCode, hasCode, proxyAddress } from './create2.ts'
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
  readonly codes: readonly PlannedCode[]
}

/** Works out all addresses from the configuration and who deploys. `Notes` deploys `Participants` itself. */
export const planContracts = async (deployer: Address, config: DeployConfig): Promise<Plan> => {
  const codes: PlannedCode[] = []
  const accessManager = await planCode(codes, 'Powers', ['address'], [deployer])
  const notes = await planCode(codes, 'Notes', ['address'], [accessManager])
  const participants = getContractAddress({ from: notes, nonce: 1n }).toLowerCase() as Address
  const creditRecord = await planCode(
    codes,
    'CreditRecord',
    ['address', 'address', 'uint256'],
    [accessManager, notes, BigInt(config.modelNoticePeriod)],
  )
  const fees = await planCode(
    codes,
    'Fees',
    ['address', 'address', 'uint256', 'uint32'],
    [accessManager, config.feePayee, BigInt(config.feeNoticePeriod), config.greatestFee],
  )
  const loans = await planCode(
    codes,
    'Loans',
    ['address', 'address', 'address', 'address', 'address'],
    [accessManager, notes, participants, creditRecord, fees],
  )
  const currencies: Address[] = []
  if (config.testCurrencies)
    for (const { name, symbol, decimals } of testCurrencies)
      currencies.push(
        await planCode(codes, 'TestDollar', ['string', 'string', 'uint8'], [name, symbol, decimals]),
      )
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
