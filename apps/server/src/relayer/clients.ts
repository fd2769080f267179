import { codes, Refused } from './refusal.ts'

const hour = 3_600
const clientsKept = 10_000

/**
 * Counts, in memory alone, operations of each client that their accounts did not take. They cannot be counted against the account
 * they name: anybody can name anybody's.
 */
export const openClients = (allowed: number) => {
  const clients = new Map<string, { count: number; until: number }>()
  return {
    /** @throws Refused if too much of this client's was looked at. */
    require: (client: string, now: number): void => {
      const held = clients.get(client)
      if (held === undefined || held.until <= now || held.count < allowed) return
      throw new Refused(
        codes.throttled,
        `${held.count} operations that their accounts do not take came from here. No more are looked at for now.`,
        { resetsAt: held.until },
      )
    },
    count: (client: string, now: number): void => {
      const held = clients.get(client)
      const next = held === undefined || held.until <= now ? { count: 0, until: now + hour } : held
      clients.delete(client)
      if (clients.size >= clientsKept) clients.delete(clients.keys().next().value as string)
      clients.set(client, { ...next, count: next.count + 1 })
    },
  }
}
export type Clients = ReturnType<typeof openClients>
