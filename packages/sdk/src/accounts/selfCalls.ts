import { type Address, encodeFunctionData, type Hex } from 'viem'
import { passkeyAccountAbi } from '../generated/abi/index.ts'
import { type AccountCall, encodeExecution } from './passkeyAccount.ts'
import type { SignerSet } from './setup.ts'

/**
 * What it takes that an account makes a call, as the contracts number it; each is wider than the one before it. With `withinLimit` one
 * factor makes it as long as what is lent, or paid of somebody else's debt, keeps to the spending limit with all else that is given away.
 */
export const permissions = ['never', 'bothFactors', 'withinLimit', 'oneFactor'] as const
export type CallPermission = (typeof permissions)[number]

const selfCall = (account: Address, functionName: string, args: readonly unknown[]): AccountCall => ({
  to: account,
  data: encodeFunctionData({ abi: passkeyAccountAbi, functionName, args } as never),
})

/** Replaces all signers; what was announced before is void. Both factors. */
export const changeSignersCall = (account: Address, next: SignerSet): AccountCall =>
  selfCall(account, 'changeSigners', [next])

/** Ascending, as the account wants them, each once. */
export const inOrder = (addresses: readonly Address[]): readonly Address[] =>
  [...new Set(addresses.map((address) => address.toLowerCase() as Address))].sort()

/** Names who can recover the account, and how many of them it takes; nobody and 0 for none. Both factors. */
export const changeTrusteesCall = (
  account: Address,
  trustees: readonly Address[],
  needed: number,
): AccountCall => selfCall(account, 'changeTrustees', [inOrder(trustees), BigInt(needed)])

/** Says what one factor may give away of a currency in a day, base units. One factor to lower, both to raise. */
export const setSpendingLimitCall = (
  account: Address,
  {
    currency,
    payments,
    newPayees,
  }: { readonly currency: Address; readonly payments: bigint; readonly newPayees: bigint },
): AccountCall => selfCall(account, 'setSpendingLimit', [currency, payments, newPayees])

/** Says what a call takes. One factor to narrow, both to widen. */
export const setCallPermissionCall = (
  account: Address,
  {
    target,
    selector,
    permission,
  }: { readonly target: Address; readonly selector: Hex; readonly permission: CallPermission },
): AccountCall => selfCall(account, 'setCallPermission', [target, selector, permissions.indexOf(permission)])

/** Says whether one factor alone may sign for an application. One factor to forbid, both to allow. */
export const setDomainAllowedCall = (account: Address, domain: Hex, allowed: boolean): AccountCall =>
  selfCall(account, 'setDomainAllowed', [domain, allowed])

/**
 * Announces calls with one factor, which anybody can have done after the policy's delay.
 * @param salt Tells apart what is announced twice.
 */
export const scheduleCall = (account: Address, calls: readonly AccountCall[], salt: Hex): AccountCall =>
  selfCall(account, 'schedule', [encodeExecution(calls), salt])

/** Takes back what was announced. One factor. */
export const cancelCall = (account: Address, id: Hex): AccountCall => selfCall(account, 'cancel', [id])

/** Ends a recovery; no other can be proposed for a time. One factor. */
export const vetoRecoveryCall = (account: Address): AccountCall => selfCall(account, 'vetoRecovery', [])
