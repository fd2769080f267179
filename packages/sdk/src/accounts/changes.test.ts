import { type Hex, parseUnits } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mineBlocks, passTime } from '../fixtures/anvil.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { softPasskey } from '../testing/index.ts'
import {
  type AccountCall,
  type AccountContracts,
  type AccountSigner,
  accountAddressOf,
  areBothFactors,
  cancelCall,
  changeSignersCall,
  changeTrusteesCall,
  executeScheduled,
  factorsOf,
  finaliseRecovery,
  firstSetup,
  hasSigner,
  onlySigner,
  proposeRecovery,
  publicKeyOf,
  readAccount,
  readCallRules,
  readHistory,
  readLastUses,
  readTrusteeReadiness,
  recoveryDomain,
  recoveryTypedData,
  rehearsalTypedData,
  rehearse,
  scheduleCall,
  setCallPermissionCall,
  setDomainAllowedCall,
  setSpendingLimitCall,
  tellCall,
  toPasskeyAccount,
  vetoRecoveryCall,
  weights,
  withCoSigner,
  withoutSigner,
  withSigner,
} from './index.ts'

const units = (amount: string) => parseUnits(amount, 6)
const salt: Hex = `0x${'5a'.repeat(32)}`

describe('the owner of an account', () => {
  let market: Market
  let contracts: AccountContracts
  beforeAll(async () => {
    market = await openMarket()
    contracts = market.accounts
  })
  afterAll(() => market?.chain.close())

  const passkey = () => softPasskey(contracts.verifier)
  /** Dan is nobody: he pays the gas and can change nothing. */
  const dan = () => market.as(market.people.dan).context
  const history = (address: Hex) => readHistory(dan(), address)

  /** An account of one passkey, made on the chain. */
  const openAccount = async (first: AccountSigner = passkey()) => {
    const setup = firstSetup(first.signer, contracts)
    const address = await accountAddressOf(market.publicClient, contracts, setup)
    const as = (...signers: AccountSigner[]) =>
      toPasskeyAccount({ client: market.publicClient, contracts, setup, address, signers })
    const bring = async (calls: readonly AccountCall[], ...signers: AccountSigner[]) =>
      market.bring(await as(...signers), calls)
    await bring([market.currencyCall('faucet', [units('1000')])], first)
    const signers = async () => {
      const { signers: set } = await readAccount(dan(), address)
      if (set === undefined) throw new Error('The account was not made.')
      return set
    }
    return { address, first, as, bring, signers }
  }

  /** The same, with a second passkey that has waited its time. */
  const openWithTwo = async () => {
    const own = await openAccount()
    const second = passkey()
    const next = withSigner(await own.signers(), second.signer)
    await own.bring([scheduleCall(own.address, [changeSignersCall(own.address, next)], salt)], own.first)
    const [announced] = (await history(own.address)).announced
    if (announced === undefined) throw new Error('Nothing was announced.')
    await passTime(market.chain.url, 2 * 86_400)
    await (await executeScheduled(dan(), own.address, announced)).wait()
    return { ...own, second }
  }

  test('adds a second passkey with one factor by announcing it, and it signs after the wait', async () => {
    const own = await openAccount()
    const second = passkey()
    const before = await own.signers()
    const next = withSigner(before, second.signer)
    const change = changeSignersCall(own.address, next)
    await expect(own.bring([change], own.first)).rejects.toMatchObject({ name: 'BothFactorsNeeded' })
    await own.bring([scheduleCall(own.address, [change], salt)], own.first)
    const { announced } = await history(own.address)
    expect(announced).toHaveLength(1)
    const [one] = announced as [(typeof announced)[number]]
    expect(one).toMatchObject({ salt, readyAt: one.announcedAt + 2 * 86_400 })
    expect(one.calls?.map((call) => tellCall(market.deployment, own.address, call))).toEqual([
      { kind: 'changeSigners', next },
    ])
    await expect(executeScheduled(dan(), own.address, one)).rejects.toMatchObject({
      name: 'ScheduledTooEarly',
    })
    await passTime(market.chain.url, 2 * 86_400)
    await (await executeScheduled(dan(), own.address, one)).wait()
    const after = await history(own.address)
    expect(after.announced).toEqual([])
    const since = (signer: Hex) => after.signerSince.get(signer.toLowerCase() as Hex) ?? 0
    expect(since(own.first.signer)).toBeLessThanOrEqual(one.announcedAt)
    expect(since(second.signer)).toBeGreaterThanOrEqual(one.readyAt)
    expect(areBothFactors(await own.signers(), [own.first.signer, second.signer])).toBe(true)
    await own.bring([setSpendingLimitCall(own.address, limits('2000', '500'))], own.first, second)
  })

  const limits = (payments: string, newPayees: string) => ({
    currency: market.currency,
    payments: units(payments),
    newPayees: units(newPayees),
  })

  test('removes a lost device at once with the two that are left, and what it announced is void', async () => {
    const own = await openWithTwo()
    const third = passkey()
    const three = withSigner(await own.signers(), third.signer)
    await own.bring([changeSignersCall(own.address, three)], own.first, own.second)
    await own.bring([scheduleCall(own.address, [changeTrusteesCall(own.address, [], 0)], salt)], third)
    expect((await history(own.address)).announced).toHaveLength(1)
    const without = withoutSigner(three, third.signer)
    await own.bring([changeSignersCall(own.address, without)], own.first, own.second)
    const { announced, everSigner, signerSince } = await history(own.address)
    expect(announced).toEqual([])
    const lost = third.signer.toLowerCase() as Hex
    expect([everSigner.has(lost), signerSince.has(lost)]).toEqual([true, false])
    await expect(own.bring([vetoRecoveryCall(own.address)], third)).rejects.toMatchObject({
      kind: 'refused',
    })
  })

  test('sees when each passkey was last used, by the latest operations', async () => {
    const own = await openWithTwo()
    const usedAt = async (signer: Hex) =>
      (await readLastUses(dan(), own.address)).get(signer.toLowerCase() as Hex)
    expect(await usedAt(own.second.signer)).toBeUndefined()
    const first = await usedAt(own.first.signer)
    await own.bring([setSpendingLimitCall(own.address, limits('10', '1'))], own.second)
    expect(await usedAt(own.second.signer)).toBeGreaterThan(first ?? Number.POSITIVE_INFINITY)
    expect(await usedAt(own.first.signer)).toBe(first)
  })

  test('lowers a limit at once and raises it only by announcing, which can be taken back', async () => {
    const own = await openAccount()
    await own.bring([setSpendingLimitCall(own.address, limits('50', '5'))], own.first)
    const spending = async () => (await readAccount(dan(), own.address)).spending[0]
    expect(await spending()).toMatchObject(limits('50', '5'))
    const raise = setSpendingLimitCall(own.address, limits('60', '5'))
    await expect(own.bring([raise], own.first)).rejects.toMatchObject({ name: 'BothFactorsNeeded' })
    await own.bring([scheduleCall(own.address, [raise], salt)], own.first)
    const [announced] = (await history(own.address)).announced
    expect(tellCall(market.deployment, own.address, announced?.calls?.[0] as AccountCall)).toMatchObject({
      kind: 'setSpendingLimit',
      payments: units('60'),
    })
    await own.bring([cancelCall(own.address, announced?.id as Hex)], own.first)
    expect((await history(own.address)).announced).toEqual([])
    await passTime(market.chain.url, 3 * 86_400)
    await expect(
      executeScheduled(dan(), own.address, { executionData: announced?.executionData as Hex, salt }),
    ).rejects.toMatchObject({ name: 'NotScheduled' })
  })

  test('narrows what the account may call at once, and sees it beside what the platform began with', async () => {
    const own = await openAccount()
    const rules = async () =>
      readCallRules(dan(), own.address, true, (await history(own.address)).permissionsSet)
    const lending = async () =>
      (await rules()).find(({ contract, functionName }) => contract === 'loans' && functionName === 'fund')
    const before = await lending()
    expect(before).toMatchObject({ permission: 'withinLimit', policy: 'withinLimit', lends: true })
    expect((await rules()).filter(({ lends }) => lends).map(({ functionName }) => functionName)).toEqual([
      ...['fund', 'fundMany', 'repay', 'payOff'],
    ])
    if (before === undefined) throw new Error('No such rule.')
    await own.bring([setCallPermissionCall(own.address, { ...before, permission: 'never' })], own.first)
    expect(await lending()).toMatchObject({ permission: 'never', policy: 'withinLimit' })
    await expect(
      own.bring([setCallPermissionCall(own.address, { ...before, permission: 'withinLimit' })], own.first),
    ).rejects.toMatchObject({ name: 'BothFactorsNeeded' })
  })

  test('is read from a node that takes few blocks at once, once, and not from one that takes none', async () => {
    const own = await openAccount()
    await own.bring([scheduleCall(own.address, [vetoRecoveryCall(own.address)], salt)], own.first)
    await mineBlocks(market.chain.url, 600)
    let asked = 0
    const refusing = (greatest: number) => {
      const request = async (call: { method: string; params: [{ fromBlock: Hex; toBlock: Hex }] }) => {
        if (call.method === 'eth_getLogs') {
          asked++
          const [{ fromBlock, toBlock }] = call.params
          if (Number(toBlock) - Number(fromBlock) >= greatest) throw new Error('Too many blocks.')
        }
        return market.publicClient.request(call as never)
      }
      const context = dan()
      return { ...context, publicClient: { ...context.publicClient, request } as never }
    }
    await expect(readHistory(refusing(0), own.address)).rejects.toMatchObject({ name: 'Unexpected' })
    asked = 0
    expect((await readHistory(refusing(550), own.address)).announced).toHaveLength(1)
    expect(asked).toBeGreaterThan(1)
    asked = 0
    expect((await readHistory(refusing(550), own.address)).announced).toHaveLength(1)
    expect(asked).toBe(1)
  })

  test('is read anew where the chain has become another', async () => {
    const own = await openAccount()
    const snapshot = await market.publicClient.request({ method: 'evm_snapshot', params: [] } as never)
    await own.bring([scheduleCall(own.address, [vetoRecoveryCall(own.address)], salt)], own.first)
    await mineBlocks(market.chain.url, 100)
    expect((await history(own.address)).announced).toHaveLength(1)
    await market.publicClient.request({ method: 'evm_revert', params: [snapshot] } as never)
    await passTime(market.chain.url, 60)
    await mineBlocks(market.chain.url, 200)
    expect((await history(own.address)).announced).toEqual([])
  })

  describe('with trustees', () => {
    const openWithTrustees = async () => {
      const own = await openWithTwo()
      const { alice, carol, bob } = market.people
      const trustees = [alice.address, carol.address, bob.address]
      await own.bring([changeTrusteesCall(own.address, trustees, 2)], own.first, own.second)
      return own
    }
    const recovery = async (own: { address: Hex }, next: ReturnType<typeof onlySigner>) => {
      const [{ recoveryNonce: nonce }, now] = [await history(own.address), await market.now()]
      const deadline = BigInt(now + 86_400)
      const typed = recoveryTypedData(market.deployment.chainId, own.address, { next, nonce, deadline })
      const signedBy = async (who: Market['people']['alice']) => ({
        trustee: who.address,
        signature: await who.signTypedData(typed as never),
      })
      return { deadline, typed, signedBy }
    }

    test('gets signers back that trustees propose, and everything hangs on the same address', async () => {
      const own = await openWithTrustees()
      const fresh = passkey()
      const next = onlySigner(fresh.signer)
      const { deadline, signedBy } = await recovery(own, next)
      const signatures = [await signedBy(market.people.carol), await signedBy(market.people.alice)]
      const proposal = { account: own.address, next, deadline, signatures }
      await expect(
        proposeRecovery(dan(), { ...proposal, signatures: signatures.slice(1) }),
      ).rejects.toMatchObject({ name: 'TrusteesInsufficient' })
      await (await proposeRecovery(dan(), proposal)).wait()
      const { recovery: pending } = await history(own.address)
      expect(pending).toMatchObject({ next, readyAt: (pending?.proposedAt ?? 0) + 7 * 86_400 })
      expect(pending?.trustees).toHaveLength(2)
      await expect(finaliseRecovery(dan(), own.address, next)).rejects.toMatchObject({
        name: 'RecoveryTooEarly',
      })
      await passTime(market.chain.url, 7 * 86_400)
      await (await finaliseRecovery(dan(), own.address, next)).wait()
      const after = await history(own.address)
      expect(after.recovery).toBeUndefined()
      expect(hasSigner(await own.signers(), own.first.signer)).toBe(false)
      expect(publicKeyOf((await own.signers()).signers[0] as Hex)).toBe(fresh.publicKey)
      await own.bring([setSpendingLimitCall(own.address, limits('1', '1'))], fresh)
    })

    test('vetoes a recovery with one passkey that is left, and for a time no other can be proposed', async () => {
      const own = await openWithTrustees()
      const next = onlySigner(passkey().signer)
      const { deadline, signedBy } = await recovery(own, next)
      const signatures = [await signedBy(market.people.bob), await signedBy(market.people.alice)]
      await (await proposeRecovery(dan(), { account: own.address, next, deadline, signatures })).wait()
      await own.bring([vetoRecoveryCall(own.address)], own.second)
      const { recovery: pending, nextProposalFrom } = await history(own.address)
      expect(pending).toBeUndefined()
      expect(nextProposalFrom).toBeGreaterThan(await market.now())
      const again = await recovery(own, next)
      await expect(
        proposeRecovery(dan(), {
          ...{ account: own.address, next, deadline: again.deadline },
          signatures: [await again.signedBy(market.people.bob), await again.signedBy(market.people.alice)],
        }),
      ).rejects.toMatchObject({
        name: 'RecoveryCooling',
        args: { nextProposalFrom: BigInt(nextProposalFrom) },
      })
    })

    test('sees who has rehearsed; an account of one passkey can once it may sign for this one', async () => {
      const [own, friend] = [await openWithTwo(), await openAccount()]
      const { chainId } = market.deployment
      const trustees = [friend.address, market.people.alice.address]
      await own.bring([changeTrusteesCall(own.address, trustees, 1)], own.first, own.second)
      const deadline = BigInt((await market.now()) + 30 * 86_400)
      const typed = rehearsalTypedData(chainId, own.address, { trustee: friend.address, deadline })
      const signature = await (await friend.as(friend.first)).signTypedData(typed)
      const given = { account: own.address, trustee: friend.address, deadline, signature }
      await expect(rehearse(dan(), given)).rejects.toMatchObject({ name: 'TrusteeSignatureInvalid' })
      const readiness = () => readTrusteeReadiness(dan(), friend.address, own.address)
      expect(await readiness()).toBe('notAllowed')
      const allow = setDomainAllowedCall(friend.address, recoveryDomain(chainId, own.address), true)
      await friend.bring([scheduleCall(friend.address, [allow], salt)], friend.first)
      const [announced] = (await history(friend.address)).announced
      await passTime(market.chain.url, 2 * 86_400)
      await (await executeScheduled(dan(), friend.address, announced as never)).wait()
      expect(await readiness()).toBe('ready')
      expect(await readTrusteeReadiness(dan(), `0x${'ee'.repeat(20)}`, own.address)).toBe('notMade')
      expect((await history(own.address)).rehearsedAt.size).toBe(0)
      await (await rehearse(dan(), given)).wait()
      const { rehearsedAt } = await history(own.address)
      expect([...rehearsedAt.keys()]).toEqual([friend.address.toLowerCase()])
      // The same holds for the recovery itself, whose type holds another.
      const next = onlySigner(passkey().signer)
      const asked = await recovery(own, next)
      const signed = await (await friend.as(friend.first)).signTypedData(asked.typed)
      await (
        await proposeRecovery(dan(), {
          ...{ account: own.address, next, deadline: asked.deadline },
          signatures: [{ trustee: friend.address, signature: signed }],
        })
      ).wait()
      expect((await history(own.address)).recovery?.next).toEqual(next)
    })
  })
})

test('the last signer who can act alone is not removed, and none is there twice', () => {
  const [a, b] = [`0x${'aa'.repeat(116)}`, `0x${'bb'.repeat(20)}`] as const
  const one = onlySigner(a)
  expect(() => withoutSigner(one, a)).toThrow('cannot be removed')
  expect(() => withSigner(one, a.toUpperCase().replace('0X', '0x') as Hex)).toThrow('already')
  const coSigned = { ...one, signers: [a, b], weights: [2n, 1n] }
  expect(() => withoutSigner(coSigned, a)).toThrow('cannot be removed')
  expect(withoutSigner(withSigner(coSigned, `0x${'cc'.repeat(116)}`), a).signers).toHaveLength(2)
})

test('a co-signer makes one factor both, is none itself, and stands beside no other', () => {
  const [a, b, c] = [`0x${'aa'.repeat(116)}`, `0x${'bb'.repeat(20)}`, `0x${'cc'.repeat(20)}`] as const
  const coSigned = withCoSigner(onlySigner(a), b)
  expect(coSigned.weights).toEqual([weights.factor, weights.coSigner])
  expect(factorsOf(coSigned)).toEqual([a])
  expect([areBothFactors(coSigned, [a]), areBothFactors(coSigned, [a, b])]).toEqual([false, true])
  expect(() => withCoSigner(coSigned, b)).toThrow('already')
  expect(() => withCoSigner(coSigned, c)).toThrow('remove another first')
  expect(withCoSigner(withoutSigner(coSigned, b), c).signers).toEqual([a, c])
})
