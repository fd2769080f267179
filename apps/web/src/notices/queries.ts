import type { Notices } from '@hurong/sdk/api'
import { queryOptions } from '@tanstack/react-query'
import { readApi } from '../api/client.ts'
import { ownKey } from '../sessions/queries.ts'

/** What the owner was told, and where; of whoever is signed in. */
export const noticesQuery = queryOptions({
  queryKey: [...ownKey, 'notices'],
  queryFn: ({ signal }) => readApi<Notices>('/notices', {}, signal),
  retry: false,
})
