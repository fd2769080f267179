import type { Method } from '@hurong/finance'
import { METHODS } from '@hurong/finance'
import { type Address, type Hex, keccak256, stringToHex } from 'viem'
import type { ReadContext } from '../client/context.ts'

/** What a participant's wallet signs to apply for an assessment. */
export interface CreditApplication {
  readonly participantId: number
  /** `hashFields` of what the applicant says. */
  readonly fieldsHash: Hex
  readonly productId: number
  /** Base units of `currency`. */
  readonly principal: bigint
  readonly currency: Address
  readonly method: Method
  /** Months. */
  readonly count: number
  /** Until when the signature may be used, seconds since 1970; a day ahead at most. */
  readonly deadline: number
}

type Context = Pick<ReadContext, 'deployment'>

/** The EIP-712 domain of applications on one chain. */
export const underwritingDomain = (chainId: number, verifyingContract: Address) => ({
  name: 'Hurong Underwriting',
  version: '1',
  chainId,
  verifyingContract,
})

const domainOf = ({ deployment }: Context) =>
  underwritingDomain(deployment.chainId, deployment.contracts.creditRecord)

/** One hash for what an applicant says: keccak256 of its RFC 8785 text. It goes to the underwriting service alone. */
export const hashFields = (fields: Readonly<Record<string, string>>): Hex => {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))
  return keccak256(stringToHex(JSON.stringify(Object.fromEntries(sorted))))
}

/** What an applicant signs (EIP-712). It holds for one chain and one deployment. */
export const applicationTypedData = (context: Context, application: CreditApplication) => ({
  domain: domainOf(context),
  primaryType: 'Application' as const,
  types: {
    Application: [
      { name: 'participantId', type: 'uint32' },
      { name: 'fieldsHash', type: 'bytes32' },
      { name: 'productId', type: 'uint32' },
      { name: 'principal', type: 'uint256' },
      { name: 'currency', type: 'address' },
      { name: 'method', type: 'uint8' },
      { name: 'count', type: 'uint16' },
      { name: 'deadline', type: 'uint40' },
    ],
  } as const,
  message: { ...application, method: METHODS.indexOf(application.method) },
})

/** What an applicant signs to read their application again. */
export const readApplicationTypedData = (
  context: Context,
  message: { readonly applicationId: Hex; readonly deadline: number },
) => ({
  domain: domainOf(context),
  primaryType: 'ReadApplication' as const,
  types: {
    ReadApplication: [
      { name: 'applicationId', type: 'bytes32' },
      { name: 'deadline', type: 'uint40' },
    ],
  } as const,
  message,
})

/** What an applicant signs to see what became of all their applications. */
export const readApplicationsTypedData = (context: Context, message: { readonly deadline: number }) => ({
  domain: domainOf(context),
  primaryType: 'ReadApplications' as const,
  types: { ReadApplications: [{ name: 'deadline', type: 'uint40' }] } as const,
  message,
})

/** What an underwriter signs to read the queue. */
export const readQueueTypedData = (context: Context, message: { readonly deadline: number }) => ({
  domain: domainOf(context),
  primaryType: 'ReadQueue' as const,
  types: { ReadQueue: [{ name: 'deadline', type: 'uint40' }] } as const,
  message,
})

/** What an underwriter signs to decline an application; to approve it the assessment itself is signed. */
export const declineTypedData = (context: Context, message: { readonly applicationId: Hex }) => ({
  domain: domainOf(context),
  primaryType: 'Decline' as const,
  types: { Decline: [{ name: 'applicationId', type: 'bytes32' }] } as const,
  message,
})
