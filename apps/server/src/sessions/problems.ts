import { ApiProblem } from '../http/problems.ts'

/** Why nobody is signed in by what was sent, told the same whether the account is known here or not. */
export const signInRefused = (en: string, zh: string): ApiProblem =>
  new ApiProblem('SignInRefused', en, undefined, zh)

export const notSignedIn = (): ApiProblem =>
  new ApiProblem('NotSignedIn', 'Sign in to see this.', undefined, '请先登录。')

export const codeRefused = (en: string, zh: string): ApiProblem =>
  new ApiProblem('CodeRefused', en, undefined, zh)
