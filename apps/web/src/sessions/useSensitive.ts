import type { Platform } from '@hurong/sdk/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Acting } from '../account/acting.ts'
import { ApiProblem } from '../api/client.ts'
import { readSessionAgain } from './queries.ts'
import { signInAs } from './signIn.ts'

const takesCeremony = (error: unknown) => error instanceof ApiProblem && error.kind === 'CeremonyNeeded'

/**
 * Something only the owner may do, and not whoever found the browser open: where the last confirmation is too long ago, it is asked
 * for once more, and then the same is done.
 */
export function useSensitive<Given, Done>(
  platform: Platform,
  acting: Acting,
  act: (given: Given) => Promise<Done>,
  onDone: (done: Done) => void = () => {},
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (given: Given) => {
      try {
        return await act(given)
      } catch (error) {
        if (!takesCeremony(error)) throw error
        await signInAs(platform, acting)
        return await act(given)
      }
    },
    onSuccess: async (done) => {
      onDone(done)
      await readSessionAgain(client)
    },
  })
}
