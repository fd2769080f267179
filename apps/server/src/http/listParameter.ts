import { badParameter } from './problems.ts'

/** Splits a comma-separated parameter and checks each word. @throws ApiProblem naming the parameter and what it allows. */
export const listParameter = <Word extends string>(
  name: string,
  allowed: readonly Word[],
  text: string | undefined,
): Word[] | undefined => {
  if (text === undefined || text === '') return undefined
  return text.split(',').map((word) => {
    const found = allowed.find((item) => item === word.trim())
    if (found === undefined) throw badParameter(name, `"${word}" is not one of ${allowed.join(', ')}.`)
    return found
  })
}
