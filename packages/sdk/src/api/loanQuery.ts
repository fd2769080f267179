import { z } from 'zod'
import { Address } from './marketSchemas.ts'

/** As large as the database's integers; a parameter left empty is one left out. */
const whole = z.preprocess(
  (given) => (given === '' ? undefined : given),
  z.coerce.number().int().min(0).max(2_147_483_647).optional(),
)

/** How loans are listed: filters that all hold together, an order, and a page of it. */

export const LoanSort = z.enum([
  'newest',
  'rate',
  'term',
  'fundedShare',
  'deadline',
  'principal',
  'grade',
  'pd',
  'expectedReturn',
])
export const LoanQuery = z.object({
  status: z.string().optional().meta({ example: 'funding,active' }),
  method: z.string().optional().meta({ example: 'equalInstalment' }),
  purpose: z.string().optional().meta({ example: 'smallBusiness,education' }),
  currency: Address.optional().meta({ example: '0x5fbdb2315678afecb367f032d93f642f64180aa3' }),
  borrower: whole.meta({ example: 7 }),
  minRate: whole.meta({ example: 80_000 }),
  maxRate: whole.meta({ example: 150_000 }),
  minTermDays: whole.meta({ example: 90 }),
  maxTermDays: whole.meta({ example: 720 }),
  minFundedShare: whole.meta({ example: 500_000 }),
  maxFundedShare: whole.meta({ example: 1_000_000 }),
  /** With any of the two next, and with the sorts by grade, PD and return, loans without an assessment are left out. */
  grade: z.string().optional().meta({ example: 'A,B' }),
  /** Of 12 months. */
  maxPd: z.coerce.number().int().min(0).max(1_000_000).optional().meta({ example: 40_000 }),
  sort: LoanSort.default('newest').meta({ example: 'fundedShare' }),
  order: z.enum(['asc', 'desc']).default('desc').meta({ example: 'desc' }),
  cursor: z.string().optional().meta({ example: 'WyI3IiwiNyJd' }),
  limit: z.coerce.number().int().min(1).max(100).default(24).meta({ example: 24 }),
})
