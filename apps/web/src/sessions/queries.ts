import type { CurrentSession, Page, SignedInDevice } from '@hurong/sdk/api'
import { type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { readApi } from '../api/client.ts'
import { openStream } from '../api/openStream.ts'

export type Session = NonNullable<CurrentSession['session']>

const sessionKey = ['session'] as const
/** What is of whoever is signed in alone. */
export const ownKey = [...sessionKey, 'own'] as const

/** Who is signed in in this browser; null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: [...sessionKey, 'current'],
  queryFn: async ({ signal }) => (await readApi<CurrentSession>('/sessions/current', {}, signal)).session,
  retry: false,
})

export const devicesQuery = queryOptions({
  queryKey: [...ownKey, 'devices'],
  queryFn: async ({ signal }) => (await readApi<Page<SignedInDevice>>('/sessions', {}, signal)).items,
  retry: false,
})

/** Reads again who is signed in, and then what is theirs: nobody who is signed out is asked for it. */
export async function readSessionAgain(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
  if (client.getQueryData(sessionQuery.queryKey)) await client.invalidateQueries({ queryKey: ownKey })
  else client.removeQueries({ queryKey: ownKey })
}

/** Follows what happens to the session elsewhere: a new device in the list, or its end. */
export function useSessionStream(sessionId: string | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    if (sessionId === undefined) return undefined
    const again = () => void readSessionAgain(client)
    const end = openStream('/sessions/stream', {
      // What happened meanwhile was not told; and whoever is refused may have been signed out.
      onOpen: (interrupted) => interrupted && again(),
      onRefused: again,
      on: {
        sessions: again,
        signedOut: () => {
          end()
          again()
        },
      },
    })
    return end
  }, [sessionId, client])
}
