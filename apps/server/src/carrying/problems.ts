import { ApiProblem } from '../http/problems.ts'

export const carryingRefused = (en: string, zh: string): ApiProblem =>
  new ApiProblem('CarryingRefused', en, undefined, zh)

export const tooMuch = (): ApiProblem =>
  new ApiProblem(
    'TooManyRequests',
    'Enough was brought for this account today. Try again tomorrow, or with a wallet of your own.',
    undefined,
    '今天为该账户代为提交的次数已用完。请明天再试，或用自己的钱包提交。',
  )
