import type { Address, Hex } from 'viem'
import { encodeAbiParameters, keccak256 } from 'viem'
import { loansAbi } from '../abi/index.ts'
import { METHODS, UNITS } from './codes.ts'
import type { FullTerms } from './terms.ts'

const requested = loansAbi.find((item) => item.type === 'event' && item.name === 'LoanRequested')
const termsParameter = requested?.inputs.find(({ name }) => name === 'terms')

/**
 * The hash a request fixes, as the contract computes it: over the currency, the terms as asked for and the hashes of both texts.
 * @param terms With the principal asked for, which after a partial raise is more than was drawn.
 */
export const termsHashOf = (given: {
  readonly currency: Address
  readonly terms: FullTerms
  readonly zhHash: Hex
  readonly enHash: Hex
}): Hex => {
  if (termsParameter === undefined) throw new Error('The ABI of Loans has no terms in LoanRequested.')
  const { terms } = given
  const chainTerms = {
    ...terms,
    annualRate: Number(terms.annualRate),
    lateRate: Number(terms.lateRate),
    originationFee: Number(terms.originationFee),
    method: METHODS.indexOf(terms.method),
    unit: UNITS.indexOf(terms.unit),
  }
  const parameters = [{ type: 'address' }, termsParameter, { type: 'bytes32' }, { type: 'bytes32' }]
  return keccak256(
    encodeAbiParameters(parameters, [given.currency, chainTerms, given.zhHash, given.enHash] as never),
  )
}
