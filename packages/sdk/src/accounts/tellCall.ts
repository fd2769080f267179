import { type Abi, type Address, decodeFunctionData, type Hex } from 'viem'
import { type ContractName, contractAbis, contractNames, currencyAbi } from '../abi/index.ts'
import type { Deployment } from '../deployments/index.ts'
import { passkeyAccountAbi } from '../generated/abi/index.ts'
import { unpackSeriesId } from '../notes/seriesId.ts'
import type { AccountCall } from './passkeyAccount.ts'
import { type CallPermission, permissions } from './selfCalls.ts'
import type { SignerSet } from './setup.ts'

/** What a call of an account does, to be put into words. */
export type ToldCall =
  | { readonly kind: 'changeSigners'; readonly next: SignerSet }
  | { readonly kind: 'changeTrustees'; readonly trustees: readonly Address[]; readonly needed: number }
  | {
      readonly kind: 'setSpendingLimit'
      readonly currency: Address
      readonly payments: bigint
      readonly newPayees: bigint
    }
  | {
      readonly kind: 'setCallPermission'
      readonly target: Address
      readonly selector: Hex
      readonly permission: CallPermission
    }
  | { readonly kind: 'setDomainAllowed'; readonly domain: Hex; readonly allowed: boolean }
  | {
      readonly kind: 'pay' | 'allow'
      readonly currency: Address
      readonly payee: Address
      /** Which contract of the platform the payee is, if it is one. */
      readonly payeeContract: ContractName | 'currency' | undefined
      readonly amount: bigint
    }
  /** Money of the account's own put into a loan, or paid on one. */
  | {
      readonly kind: 'lend' | 'payOn'
      readonly functionName: string
      readonly loanNumber: number
      readonly currency: Address
      readonly amount: bigint
    }
  /** Anything else; what it goes to and its function's name where this version knows them. */
  | {
      readonly kind: 'other'
      readonly to: Address
      readonly contract: ContractName | 'currency' | undefined
      readonly functionName: string | undefined
    }

const isAt = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** Which contract of the platform stands at an address. */
export const contractOf = (
  { contracts, currencies }: Deployment,
  target: Address,
): ContractName | 'currency' | undefined =>
  currencies.some(({ address }) => isAt(address, target))
    ? 'currency'
    : contractNames.find((name) => isAt(contracts[name], target))

const decoded = (abi: Abi, data: Hex): { functionName: string; args: readonly unknown[] } | undefined => {
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi, data })
    return { functionName, args }
  } catch {
    return undefined
  }
}

const decodedOwn = (data: Hex) => {
  try {
    return decodeFunctionData({ abi: passkeyAccountAbi, data })
  } catch {
    return undefined
  }
}

function tellOwn(data: Hex): ToldCall | undefined {
  const call = decodedOwn(data)
  switch (call?.functionName) {
    case 'changeSigners':
      return { kind: 'changeSigners', next: call.args[0] }
    case 'changeTrustees':
      return { kind: 'changeTrustees', trustees: call.args[0], needed: Number(call.args[1]) }
    case 'setSpendingLimit': {
      const [currency, payments, newPayees] = call.args
      return { kind: 'setSpendingLimit', currency, payments, newPayees }
    }
    case 'setCallPermission': {
      const [target, selector, permission] = call.args
      return {
        ...{ kind: 'setCallPermission', target, selector },
        permission: permissions[permission] ?? 'never',
      }
    }
    case 'setDomainAllowed':
      return { kind: 'setDomainAllowed', domain: call.args[0], allowed: call.args[1] }
    default:
      return undefined
  }
}

/** What is paid on a loan, by functions that name the loan first and an amount second. */
const paysOn = ['repay', 'prepay', 'payOff']

/** Money put into a loan or paid on one; undefined for anything else, lending for somebody else among it. */
function tellLoan(
  account: Address,
  { functionName, args }: { functionName: string; args: readonly unknown[] },
): ToldCall | undefined {
  const lends = functionName === 'fund' && isAt(args[2] as Address, account)
  if (!lends && !paysOn.includes(functionName)) return undefined
  const [loanId, amount] = args as readonly [bigint, bigint]
  const { currency, number } = unpackSeriesId(loanId)
  const kind = lends ? 'lend' : 'payOn'
  return { kind, functionName, loanNumber: Number(number), currency, amount }
}

/** Reads out of a call what it does. What cannot be read is told as such: nobody is to take it for something else. */
export const tellCall = (
  deployment: Deployment,
  account: Address,
  { to, data = '0x' }: AccountCall,
): ToldCall => {
  const own = isAt(to, account) ? tellOwn(data) : undefined
  if (own) return own
  const contract = contractOf(deployment, to)
  const abi = contract === 'currency' ? currencyAbi : contract && contractAbis[contract]
  const call = abi && decoded(abi as Abi, data)
  const payment = { transfer: 'pay', approve: 'allow' }[call?.functionName ?? '']
  if (contract === 'currency' && call && payment !== undefined) {
    const [payee, amount] = call.args as readonly [Address, bigint]
    const payeeContract = contractOf(deployment, payee)
    return { kind: payment as 'pay' | 'allow', currency: to, payee, payeeContract, amount }
  }
  const loan = contract === 'loans' && call ? tellLoan(account, call) : undefined
  if (loan) return loan
  return { kind: 'other', to, contract, functionName: call?.functionName }
}
