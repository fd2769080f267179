import { codes, Refused } from './refusal.ts'

const hour = 3_600
const clientsKept = 10_000

/**
 * Counts, in memory alone, what cannot be counted against the account it names, because anybody can name anybody's: by the client
 * that asked.
 * @param allowed Within an hour.
 * @param sentence What so many of them are, for who is refused more.
 */
export const openClients = (allowed: number, sentence: (count: number) => string) => {
  const clients = new Map<string, { count: number; until: number }>()
  return {
    /** @throws Refused if this client had all it may have. */
    require: (client: string, now: number): void => {
      const held = clients.get(client)
      if (held === undefined || held.until <= now || held.count < allowed) return
      throw new Refused(codes.throttled, sentence(held.count), { resetsAt: held.until })
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
