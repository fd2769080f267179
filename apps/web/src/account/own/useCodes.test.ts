import { expect, test } from 'vitest'
import { ApiProblem, ServerUnreachable } from '../../api/client.ts'
import { mayTryAgain } from './useCodes.ts'

const problem = (kind: string) =>
  new ApiProblem({ type: `https://hurong.example/problems/${kind}`, title: kind, status: 400 } as never)

test('another code may do where one was wrong, where guesses wait, and where no server answered', () => {
  expect(mayTryAgain(problem('CodeRefused'))).toBe(true)
  expect(mayTryAgain(problem('TooManyGuesses'))).toBe(true)
  expect(mayTryAgain(new ServerUnreachable('/co-signatures'))).toBe(true)
})

test('no code would do where codes are off or the server does not sign the operation', () => {
  for (const kind of ['CodesOff', 'CoSigningRefused', 'NotCoSigning'])
    expect(mayTryAgain(problem(kind))).toBe(false)
  expect(mayTryAgain(new TypeError('A mistake of the page itself.'))).toBe(false)
})
