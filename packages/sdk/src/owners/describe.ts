import { type Address, type Hex, isAddress, isHex, size } from 'viem'
import { z } from 'zod'
import type { Powers } from '../deploy/config.ts'

/** Roles an account of several signers may own. */
export const ownableRoles = [
  'admin',
  'operator',
  'registrar',
  'governor',
  'treasurer',
  'verifier',
  'guardian',
] as const satisfies readonly (keyof Powers)[]
export type OwnableRole = (typeof ownableRoles)[number]

/** Who signs for the owner of a role, and who can bring other signers when too few are left. */
export interface Owner {
  /** ERC-7913: the 20 bytes of an address, or the 116 of a passkey. */
  readonly signers: readonly Hex[]
  readonly weights: readonly bigint[]
  /** What announcing and taking back needs. */
  readonly threshold: bigint
  /** What everything else needs; no signer reaches it alone. */
  readonly secondThreshold: bigint
  readonly trustees: readonly Address[]
  readonly trusteesNeeded: bigint
}
export type Owners = Partial<Record<OwnableRole, Owner>>

const address = z
  .string()
  .refine((text) => isAddress(text, { strict: false }), { error: 'is no address' })
  .transform((text) => text.toLowerCase() as Address)
const signer = z
  .string()
  .refine((text) => isHex(text) && (size(text) === 20 || size(text) === 116), {
    error: 'is neither an address nor a passkey (116 bytes)',
  })
  .transform((text) => text.toLowerCase() as Hex)
const weight = z.number().int().min(1).max(1_000)

const OwnerShape = z.strictObject({
  signers: z
    .array(z.strictObject({ signer, weight: weight.default(1) }))
    .min(2)
    .max(16),
  threshold: weight.default(1),
  secondThreshold: weight.default(2),
  trustees: z.array(address).max(16).default([]),
  trusteesNeeded: z.number().int().min(0).max(16).default(0),
})

/** A description of owners that cannot be used: a sentence for each mistake. */
export class OwnersMistake extends Error {
  override readonly name = 'OwnersMistake'
}

const repeated = (values: readonly string[]): string | undefined =>
  values.find((value, place) => values.indexOf(value) !== place)

/** What the account itself would refuse, said before anything is paid for. */
const mistakesOf = (role: string, given: z.output<typeof OwnerShape>): string[] => {
  const { signers, threshold, secondThreshold, trustees, trusteesNeeded } = given
  const all = signers.reduce((sum, one) => sum + one.weight, 0)
  const light = signers.filter((one) => one.weight < threshold).reduce((sum, one) => sum + one.weight, 0)
  const alone = signers.find((one) => one.weight >= secondThreshold)
  const twice = repeated(signers.map((one) => one.signer)) ?? repeated(trustees)
  return [
    ...(twice === undefined ? [] : [`${twice} stands there twice`]),
    ...(alone === undefined
      ? []
      : [`${alone.signer} would decide alone: raise secondThreshold above ${alone.weight}`]),
    ...(all < secondThreshold
      ? [`all signers together weigh ${all}, and secondThreshold is ${secondThreshold}`]
      : []),
    ...(signers.every((one) => one.weight < threshold)
      ? [`no signer reaches the threshold of ${threshold}`]
      : []),
    ...(light >= threshold
      ? [`those below the threshold weigh ${light} together and would reach it: raise it or their weights`]
      : []),
    ...(trusteesNeeded > trustees.length || (trustees.length > 0 && trusteesNeeded === 0)
      ? [
          `${trusteesNeeded} of ${trustees.length} trustees are needed: name as many as are needed, and need at least one`,
        ]
      : []),
  ].map((sentence) => `${role}: ${sentence}.`)
}

/**
 * Reads who is to own which roles.
 * @throws OwnersMistake
 */
export const parseOwners = (given: unknown): Owners => {
  const shape = z.strictObject(Object.fromEntries(ownableRoles.map((role) => [role, OwnerShape.optional()])))
  const result = shape.safeParse(given)
  if (!result.success)
    throw new OwnersMistake(
      result.error.issues
        .map(({ path, message }) => `${path.join('.') || 'The file'}: ${message}.`)
        .join('\n'),
    )
  const described = Object.entries(result.data).flatMap(([role, one]) =>
    one === undefined ? [] : [[role, one as z.output<typeof OwnerShape>] as const],
  )
  if (described.length === 0)
    throw new OwnersMistake(`No role is described. There are: ${ownableRoles.join(', ')}.`)
  const mistakes = described.flatMap(([role, one]) => mistakesOf(role, one))
  if (mistakes.length > 0) throw new OwnersMistake(mistakes.join('\n'))
  return Object.fromEntries(
    described.map(([role, one]) => [
      role,
      {
        signers: one.signers.map((each) => each.signer),
        weights: one.signers.map((each) => BigInt(each.weight)),
        threshold: BigInt(one.threshold),
        secondThreshold: BigInt(one.secondThreshold),
        trustees: one.trustees,
        trusteesNeeded: BigInt(one.trusteesNeeded),
      },
    ]),
  )
}
