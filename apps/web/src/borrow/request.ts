import { type Hurong, loansAbi, PURPOSES, type TermsHashes, termsTextHashes } from '@hurong/sdk'
import type { Currency, Platform, Product, Purpose } from '@hurong/sdk/api'
import { reasonAgainst } from '../chain/reasonAgainst.ts'
import type { Reason } from '../chain/txState.ts'
import { termsOfWish, type Wish } from './offer.ts'

type Hex = `0x${string}`

/** All that a request says. */
export interface Asked {
  readonly wish: Wish
  readonly product: Product
  readonly purpose: Purpose
  readonly autoRepay: boolean
  readonly fundingDeadline: number
}

/** The whole terms in both languages with the fingerprints made of them. */
export function termsTexts(asked: Asked, platform: Platform, currency: Currency, borrowerId: number) {
  const { product, wish, purpose, autoRepay, fundingDeadline } = asked
  return termsTextHashes({
    chainId: platform.chainId,
    loans: platform.contracts.loans as Hex,
    currency: { ...currency, address: currency.address as Hex },
    borrowerId,
    purpose,
    fundingDeadline,
    autoRepay,
    terms: {
      ...termsOfWish(wish, product),
      reflectionPeriod: product.reflectionPeriod,
      drawPeriod: product.drawPeriod,
      leastShare: product.leastShare,
      leastTicket: BigInt(product.leastTicket),
    },
  })
}

/** The request as the SDK takes it. */
export function requestOf(asked: Asked, hashes: TermsHashes) {
  const { wish, product, purpose, autoRepay, fundingDeadline } = asked
  const { principal, method, unit, interval, count, interestOnlyCount } = termsOfWish(wish, product)
  return {
    productId: product.productId,
    principal,
    annualRate: wish.annualRate,
    method,
    unit,
    interval,
    count,
    interestOnlyCount,
    purpose,
    fundingDeadline,
    autoRepay,
    zhHash: hashes.zhHash,
    enHash: hashes.enHash,
    termsHash: hashes.termsHash,
  }
}

const methods = ['equalInstalment', 'equalPrincipal', 'interestOnly', 'bullet'] as const
const units = ['month', 'week', 'day'] as const
const noHash: Hex = `0x${'00'.repeat(32)}`
const noHashes: TermsHashes = { zhHash: noHash, enHash: noHash, termsHash: noHash }

/** Tries the request out without sending it. @returns why the contract would refuse it; null where it would not. */
export async function tryRequest(hurong: Hurong, asked: Asked, account: Hex): Promise<Reason | null> {
  const { publicClient, deployment } = hurong.context
  const request = requestOf(asked, noHashes)
  return reasonAgainst(
    publicClient.simulateContract({
      address: deployment.contracts.loans,
      abi: loansAbi,
      functionName: 'request',
      args: [
        {
          ...request,
          method: methods.indexOf(request.method),
          unit: units.indexOf(request.unit),
          purpose: PURPOSES.indexOf(request.purpose),
        },
      ],
      account,
    }),
  )
}
