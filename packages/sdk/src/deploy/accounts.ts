import type { Abi, Address, Hex, PublicClient } from 'viem'
import { domainSeparator, getContractAddress, toFunctionSelector } from 'viem'
import { type ContractName, contractAbis, currencyAbi } from '../abi/index.ts'
import { type AccountContracts, type CallPermission, permissions } from '../accounts/index.ts'
import { underwritingDomain } from '../credit/applications.ts'
import type { DeployedCurrency } from '../deployments/index.ts'
import { platformPolicyAbi } from '../generated/abi/index.ts'
import { entryPointBytecode } from '../generated/bytecode/EntryPoint.ts'
import { type PlannedCode, planCode } from './codes.ts'
import type { AccountRules } from './config.ts'
import { create2Address, deployCode, hasCode } from './create2.ts'
import type { Signer } from './signer.ts'
import type { DeployStep } from './steps.ts'

/** The salt its makers deployed EntryPoint 0.8 with on public chains. */
const entryPointSalt: Hex = '0x0a59dbff790c23c976a548690c27297883cc66b4c67024f9117b0238995e35e9'

/** Functions by what it takes to call them. */
type Calls = Partial<Record<CallPermission, readonly string[]>>

/** What an account may call of the platform until its owner says otherwise. */
const platformCalls: Partial<Record<ContractName, Calls>> = {
  notes: {
    oneFactor: ['claim', 'payHeldCash', 'transfer', 'setOperator'],
    bothFactors: ['approve', 'transferFrom'],
  },
  loans: {
    oneFactor: [
      'request',
      'requestAssessed',
      'withdraw',
      'closeFunding',
      'cancel',
      'draw',
      'setAutoRepay',
      'prepay',
      'collect',
      'expire',
      'markLate',
      'markDefault',
      'writeOff',
    ],
    withinLimit: ['fund', 'fundMany', 'repay', 'payOff'],
    bothFactors: ['setWallet'],
  },
  participants: { oneFactor: ['applyPolicy'], bothFactors: ['addWallet', 'removeWallet'] },
}

const currencyCalls = ['approve', 'transfer']

/** What accounts need, and where it stands. */
export interface AccountPlan {
  readonly contracts: AccountContracts
  readonly codes: readonly (PlannedCode & { readonly salt?: Hex })[]
}

const selectorsOf = (abi: Abi, target: Address, calls: Calls) =>
  permissions.flatMap((permission, index) =>
    (calls[permission] ?? []).map((name) => {
      const item = abi.find((entry) => entry.type === 'function' && entry.name === name)
      if (item?.type !== 'function') throw new Error(`${target} has no function ${name}.`)
      return { target, selector: toFunctionSelector(item), permission: index }
    }),
  )

const units = (whole: number, decimals: number): bigint => BigInt(whole) * 10n ** BigInt(decimals)

/** The EIP-712 domain of `Participants`: one factor may sign there that the account joins as a wallet. */
const participantsDomain = (chainId: number, participants: Address): Hex =>
  domainSeparator({
    domain: { name: 'Hurong Participants', version: '1', chainId, verifyingContract: participants },
  })

/** Works out what accounts on this platform need. The policy's address follows from the platform's and from the rules. */
export const planAccounts = async (
  chainId: number,
  contracts: Readonly<Record<ContractName, Address>>,
  currencies: readonly DeployedCurrency[],
  rules: AccountRules,
): Promise<AccountPlan> => {
  const entryPoint = create2Address(entryPointBytecode, entryPointSalt)
  const codes: PlannedCode[] = []
  const factory = await planCode(codes, 'PasskeyAccountFactory')
  // The factory makes the accounts' code first and the verifier second.
  const verifier = getContractAddress({ from: factory, nonce: 2n }).toLowerCase() as Address
  const [made] = platformPolicyAbi.filter((item) => item.type === 'constructor')
  const policy = await planCode(codes, 'PlatformPolicy', made?.inputs ?? [], [
    {
      delay: BigInt(rules.delay),
      recoveryDelay: BigInt(rules.recoveryDelay),
      coolingPeriod: BigInt(rules.coolingPeriod),
      allowedCalls: [
        ...currencies.flatMap(({ address, faucet }) =>
          selectorsOf(currencyAbi, address, {
            oneFactor: faucet ? [...currencyCalls, 'faucet'] : currencyCalls,
          }),
        ),
        ...Object.entries(platformCalls).flatMap(([name, calls]) =>
          selectorsOf(contractAbis[name as ContractName] as Abi, contracts[name as ContractName], calls),
        ),
      ],
      platform: [contracts.loans, contracts.notes],
      spendingLimits: currencies.map(({ address, decimals }) => ({
        currency: address,
        payments: units(rules.payments, decimals),
        newPayees: units(rules.newPayees, decimals),
      })),
      domains: [
        participantsDomain(chainId, contracts.participants),
        domainSeparator({ domain: underwritingDomain(chainId, contracts.creditRecord) }),
      ],
    },
  ])
  return {
    contracts: { entryPoint, factory, verifier, policy },
    codes: [
      { name: 'EntryPoint', address: entryPoint, code: entryPointBytecode, salt: entryPointSalt },
      ...codes,
    ],
  }
}

/** Brings what accounts need to the chain; on a public chain the EntryPoint is there already. */
export const accountSteps = (
  publicClient: PublicClient,
  signer: Signer,
  { codes }: AccountPlan,
): DeployStep[] =>
  codes.map(({ name, address, code, salt }) => ({
    name,
    isDone: () => hasCode(publicClient, address),
    perform: () => deployCode(signer, code, salt),
  }))
