import {
  assessmentOf,
  declineTypedData,
  ROLES,
  readApplicationTypedData,
  readQueueTypedData,
} from '@hurong/sdk'
import type { ApplicationAnswer, QueuedApplication } from '@hurong/sdk/api'
import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountOf } from '../fixtures/assessed.ts'
import { type ContractWallet, deployContractWallet, walletAnswers } from '../fixtures/contractWallet.ts'
import { openEmptyDatabase } from '../fixtures/emptyDatabase.ts'
import { manage } from '../fixtures/manage.ts'
import { good, openUnderwriter, type Underwriter } from '../fixtures/underwriter.ts'

const day = 86_400

let underwriter: Underwriter
/** Of a participant; alice signs for it. */
let borrower: ContractWallet
let participantId: number
/** With the underwriter's role; carol signs for it. */
let judge: ContractWallet
beforeAll(async () => {
  underwriter = await openUnderwriter({ open: openEmptyDatabase })
  const { market } = underwriter.api
  borrower = await deployContractWallet(market, 'alice')
  judge = await deployContractWallet(market, 'carol')
  const claims = {
    ...{ kind: 0, level: 2, country: 156, investorClass: 0, policyId: 0 },
    verifiedUntil: Math.floor(underwriter.now() / day) + 3_650,
  }
  await (await market.as.operator.participants.register({ wallet: borrower.address, claims })).wait()
  participantId = await market.as.bob.participants.readParticipantOf({ wallet: borrower.address })
  await manage(market, 'grantRole', [ROLES.underwriter, judge.address, 0])
  await underwriter.api.index()
})
afterAll(() => underwriter?.api.close())

/** An application of the contract's, signed by one of the people in its name. */
const applicationOf = async (signer: 'alice' | 'bob', principal: bigint, fields = good) => ({
  ...(await underwriter.signedBody(fields, { signer, changed: { participantId, principal } })),
  wallet: borrower.address.toLowerCase(),
})
let principals = 3_000_000_000n
const applyAs = async (signer: 'alice' | 'bob', fields = good) =>
  underwriter.send('applications', await applicationOf(signer, ++principals, fields))

describe('an applicant whose wallet is a contract', () => {
  test('is assessed on what its owner signed', async () => {
    const { status, body } = await applyAs('alice')
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'assessed', assessment: { participantId } })
  })

  test('is refused on what somebody else signed', async () => {
    const answer = await applyAs('bob')
    expect([answer.status, underwriter.kindOf(answer)]).toEqual([403, 'SignatureRefused'])
  })

  test('may say yes to whatever it likes: that is its own business', async () => {
    await borrower.answer('yes')
    expect((await applyAs('bob')).status).toBe(200)
    await borrower.answer('honest')
  })

  test.each(walletAnswers.filter((answer) => !['honest', 'yes'].includes(answer)))(
    'is refused, and nothing else happens, when it answers %s',
    async (answer) => {
      await borrower.answer(answer)
      const refused = await applyAs('alice')
      expect([refused.status, underwriter.kindOf(refused)]).toEqual([403, 'SignatureRefused'])
      await borrower.answer('honest')
      expect((await applyAs('alice')).status).toBe(200)
    },
  )

  test('reads its application again by its owner’s signature alone', async () => {
    const { applicationId } = (await applyAs('alice')).body as ApplicationAnswer
    const read = async (signer: 'alice' | 'bob') => {
      const deadline = underwriter.now() + 60
      const typed = readApplicationTypedData(underwriter.context(), {
        applicationId: applicationId as Hex,
        deadline,
      })
      const signature = await accountOf(signer).signTypedData(typed)
      return underwriter.get(`applications/${applicationId}`, {
        'x-signature': signature,
        'x-deadline': String(deadline),
      })
    }
    expect((await read('alice')).body).toMatchObject({ applicationId, status: 'assessed' })
    expect((await read('bob')).status).toBe(403)
  })
})

describe('an underwriter that is a contract', () => {
  const queue = async (signer: 'carol' | 'bob') => {
    const deadline = underwriter.now() + 60
    const typed = readQueueTypedData(underwriter.context(), { deadline })
    return underwriter.get('queue', {
      'x-account': judge.address,
      'x-signature': await accountOf(signer).signTypedData(typed),
      'x-deadline': String(deadline),
    })
  }
  /** An application that waits for a person, for it lacks a field. */
  const waiting = async (): Promise<QueuedApplication> => {
    const { dti: _, ...rest } = good
    const { body } = await applyAs('alice', rest as typeof good)
    const { items } = (await queue('carol')).body as { items: QueuedApplication[] }
    const found = items.find(
      ({ applicationId }) => applicationId === (body as ApplicationAnswer).applicationId,
    )
    if (found === undefined) throw new Error('It does not wait.')
    return found
  }
  const decide = (applicationId: string, approve: boolean, signature: Hex) =>
    underwriter.send(`queue/${applicationId}/decision`, {
      approve,
      underwriter: judge.address.toLowerCase(),
      signature,
    })

  test('sees the queue by its owner’s signature, and by nobody else’s', async () => {
    await waiting()
    expect((await queue('carol')).status).toBe(200)
    expect((await queue('bob')).status).toBe(403)
  })

  test('approves by its owner’s signature, which the chain takes as the contract’s', async () => {
    const { applicationId, assessment } = await waiting()
    const stranger = await underwriter.approvalOf('bob', assessment)
    expect((await decide(applicationId, true, stranger)).status).toBe(403)
    const signature = await underwriter.approvalOf('carol', assessment)
    const { body } = await decide(applicationId, true, signature)
    const { status, signatures } = body as ApplicationAnswer
    expect(status).toBe('assessed')
    expect(signatures).toEqual([{ signer: judge.address.toLowerCase(), signature }])
    const published = await underwriter.api.market.as.alice.record.publishAssessment({
      assessment: assessmentOf(assessment),
      signatures: signatures as { signer: Hex; signature: Hex }[],
    })
    await published.wait()
  })

  test('declines by its owner’s signature', async () => {
    const { applicationId } = await waiting()
    const typed = declineTypedData(underwriter.context(), { applicationId: applicationId as Hex })
    const by = async (signer: 'carol' | 'bob') =>
      decide(applicationId, false, await accountOf(signer).signTypedData(typed))
    expect((await by('bob')).status).toBe(403)
    expect((await by('carol')).body).toMatchObject({ status: 'declined', refused: { rule: 'person' } })
  })
})
