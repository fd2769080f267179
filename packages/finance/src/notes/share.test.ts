import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { claim, claimableOf, type Holding, NO_HOLDING, NotesNotHeld, transfer } from './share.ts'

const holding = (balance: bigint): Holding => ({ ...NO_HOLDING, balance })

describe('a holder of notes', () => {
  test('of one in three notes gets 33 of 100 paid in and the odd third with the next cash', () => {
    const first = claim(holding(1n), 100n, 3n)
    expect(first.claimed).toBe(33n)
    expect(first.holding.remainder).toBe(1n)
    expect(claim(first.holding, 101n, 3n)).toMatchObject({ claimed: 0n, holding: { remainder: 2n } })
    expect(claim(first.holding, 102n, 3n).claimed).toBe(1n)
  })

  test('keeps cash paid in before a transfer; who gets the notes has only what comes after', () => {
    const { from, to } = transfer(holding(10n), NO_HOLDING, 10n, 500n)
    expect([claimableOf(from, 500n, 10n), claimableOf(to, 500n, 10n)]).toEqual([500n, 0n])
    expect([claimableOf(from, 600n, 10n), claimableOf(to, 600n, 10n)]).toEqual([500n, 100n])
  })

  test('cannot transfer more than is held, nor less than nothing', () => {
    expect(() => transfer(holding(5n), NO_HOLDING, 6n, 0n)).toThrow(new NotesNotHeld(6n, 5n))
    expect(() => transfer(holding(5n), NO_HOLDING, -1n, 0n)).toThrow(NotesNotHeld)
  })
})

type Deed = { kind: 'payIn' | 'claim' | 'transfer'; who: number; other: number; amount: bigint }

const someDeeds = fc.array(
  fc.record({
    kind: fc.constantFrom('payIn' as const, 'payIn' as const, 'claim' as const, 'transfer' as const),
    who: fc.nat({ max: 4 }),
    other: fc.integer({ min: 1, max: 4 }),
    amount: fc.oneof(fc.bigInt({ min: 0n, max: 9n }), fc.bigInt({ min: 0n, max: 2n ** 82n })),
  }),
  { maxLength: 40 },
)
const someBalances = fc.tuple(
  ...Array.from({ length: 5 }, () =>
    fc.oneof(fc.bigInt({ min: 0n, max: 9n }), fc.bigInt({ min: 0n, max: 2n ** 80n })),
  ),
)

type World = { holdings: Holding[]; claimed: bigint[]; paidIn: bigint; readonly supply: bigint }

const at = <T>(list: T[], i: number): T => {
  const item = list[i]
  if (item === undefined) throw new RangeError(`There is no holder ${i}.`)
  return item
}
const claimables = (world: World) => world.holdings.map((one) => claimableOf(one, world.paidIn, world.supply))

function act(world: World, { kind, who, other, amount }: Deed): void {
  if (kind === 'payIn') world.paidIn += amount
  if (kind === 'claim') {
    const result = claim(at(world.holdings, who), world.paidIn, world.supply)
    world.holdings[who] = result.holding
    world.claimed[who] = at(world.claimed, who) + result.claimed
  }
  if (kind === 'transfer') {
    const to = (who + other) % 5
    const sender = at(world.holdings, who)
    const notes = amount < sender.balance ? amount : sender.balance
    const moved = transfer(sender, at(world.holdings, to), notes, world.paidIn)
    world.holdings[who] = moved.from
    world.holdings[to] = moved.to
  }
}

const everyHistory = (see: (world: World, deed: Deed, before: bigint[]) => void) =>
  fc.assert(
    fc.property(someBalances, someDeeds, (balances, deeds) => {
      const supply = balances.reduce((sum, balance) => sum + balance, 0n)
      fc.pre(supply > 0n)
      const world: World = {
        holdings: balances.map(holding),
        claimed: balances.map(() => 0n),
        paidIn: 0n,
        supply,
      }
      for (const deed of deeds) {
        const before = claimables(world)
        act(world, deed)
        see(world, deed, before)
      }
    }),
    { numRuns: 300 },
  )

const sum = (amounts: bigint[]) => amounts.reduce((whole, amount) => whole + amount, 0n)

describe('under any payments, claims and transfers', () => {
  test('paid in = claimed + claimable + dust, and dust is less than a unit a holder', () => {
    everyHistory((world) => {
      const dust = world.paidIn - sum(world.claimed) - sum(claimables(world))
      expect(dust).toBeGreaterThanOrEqual(0n)
      expect(dust).toBeLessThan(BigInt(world.holdings.length))
    })
  })

  test('a claim or a transfer changes nobody else’s claimable cash', () => {
    everyHistory((world, deed, before) => {
      if (deed.kind === 'payIn') return
      claimables(world).forEach((after, i) => {
        if (deed.kind === 'claim' && i === deed.who) expect(after).toBe(0n)
        else expect(after).toBe(before[i])
      })
    })
  })

  test('a payment lowers nobody’s claimable cash, and the sum of notes stays the supply', () => {
    everyHistory((world, deed, before) => {
      if (deed.kind === 'payIn') {
        claimables(world).forEach((after, i) => {
          expect(after).toBeGreaterThanOrEqual(before[i] ?? 0n)
        })
      }
      expect(sum(world.holdings.map(({ balance }) => balance))).toBe(world.supply)
    })
  })

  test('claiming often or once pays the same', () => {
    const payments = fc.array(fc.bigInt({ min: 0n, max: 1_000n }), { maxLength: 20 })
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 50n }),
        fc.bigInt({ min: 50n, max: 99n }),
        payments,
        (balance, supply, all) => {
          let often = holding(balance)
          let paidIn = 0n
          let claimed = 0n
          for (const payment of all) {
            paidIn += payment
            const result = claim(often, paidIn, supply)
            often = result.holding
            claimed += result.claimed
          }
          expect(claimed).toBe(claim(holding(balance), paidIn, supply).claimed)
        },
      ),
    )
  })
})
