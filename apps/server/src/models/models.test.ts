import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Refusal } from '@hurong/scoring/explain'
import { expectedReturnOf } from '@hurong/sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenApi, openApi } from '../fixtures/api.ts'
import {
  anAssessedLoan,
  anAssessment,
  announceChampion,
  champion,
  championPath,
  championText,
  signed,
} from '../fixtures/assessed.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { dump } from '../fixtures/dump.ts'
import { follower } from '../indexer/follow.ts'
import { openRpc } from '../indexer/rpc.ts'
import { readModelFiles } from './modelFiles.ts'

const day = 86_400

describe.each(databaseKinds)('credit models and assessed loans on %s', (_, openSource) => {
  let source: DatabaseSource
  let api: OpenApi
  beforeAll(async () => {
    source = await openSource()
    api = await openApi({ modelFiles: readModelFiles([championPath]) }, source.open)
    const { market } = api
    await announceChampion(market)
    const dropped = `0x${'dd'.repeat(32)}` as const
    const record = market.as.operator.record
    await (await record.announceModel({ modelHash: dropped, schemaHash: dropped, uri: 'x:y' })).wait()
    await (await record.retireModel({ modelHash: dropped })).wait()
    // Three grades, of which the B one is repaid, the C one runs, the E one fails.
    const repaid = await anAssessedLoan(market, { grade: 'B', pd12Months: 20_000, pdLife: 50_000 })
    await anAssessedLoan(market, {}, { annualRate: 150_000, count: 12 })
    const failed = await anAssessedLoan(market, { grade: 'E', pd12Months: 80_000, pdLife: 200_000 })
    await market.aLoan({ principal: 500_000_000n, lenders: [], draw: false })
    await (await market.as.bob.loans.payOff({ loanId: repaid, greatestAmount: 2_000_000_000n })).wait()
    await (await market.as.bob.loans.setAutoRepay({ loanId: failed, on: false })).wait()
    await market.passTime(130 * day)
    await (await market.as.carol.loans.markDefault({ loanId: failed })).wait()
    // More defaults in a year than ever: signed all the same, and no reason to stop reading the chain.
    const odd = await anAssessment(market, { grade: 'G', pd12Months: 1_000_000, pdLife: 0 })
    const publish = { assessment: odd, signatures: [await signed(market, odd)] }
    await (await market.as.alice.record.publishAssessment(publish)).wait()
    await market.passTime(60)
    await anAssessedLoan(market, { grade: 'G', pd12Months: 900_000, pdLife: 1 })
    await api.index()
  })
  afterAll(async () => {
    await api?.close()
    await source?.close()
  })

  const get = async (path: string) => {
    const response = await api.app.request(`/api/v1${path}`)
    return { status: response.status, body: (await response.json()) as never }
  }
  const numbers = async (query: string) => {
    const { body } = await get(`/loans?${query}`)
    return (body as { items: { number: number }[] }).items.map(({ number }) => number)
  }

  test('tells each loan with the assessment it quoted, and what a lender earns on average', async () => {
    const { body } = await get('/loans/1')
    expect(body).toMatchObject({
      assessment: {
        modelHash: champion.hash,
        grade: 'B',
        pd12Months: 20_000,
        pdLife: 50_000,
        reasons: [4, 10],
      },
    })
    const { expectedReturn, expectedLossRate } = (body as { assessment: Record<string, number> }).assessment
    expect(Number(expectedReturn) + Number(expectedLossRate)).toBe(120_000)
    expect(Number(expectedLossRate)).toBeGreaterThan(0)
    // What comes back of a default by the model's own reckoning is in it.
    const asTold = (lossGivenDefault: number) =>
      expectedReturnOf(
        {
          annualRate: 120_000n,
          method: 'equalInstalment',
          unit: 'month',
          interval: 1,
          count: 3,
          interestOnlyCount: 0,
        },
        { pd12Months: 20_000, pdLife: 50_000, lossGivenDefault },
      )
    expect(expectedReturn).toBe(asTold(champion.content.lossGivenDefault.value))
    expect(Number(expectedReturn)).toBeGreaterThan(asTold(1_000_000))
    expect((await get('/loans/4')).body).toMatchObject({ assessment: null })
  })

  test('filters by grade and PD', async () => {
    expect(await numbers('grade=B,E&order=asc')).toEqual([1, 3])
    expect(await numbers('maxPd=31000&order=asc')).toEqual([1, 2])
    expect(await numbers('grade=C&maxPd=30999')).toEqual([])
    expect(await get('/loans?grade=H')).toMatchObject({ status: 400, body: { errors: [{ path: 'grade' }] } })
    expect((await get('/loans?maxPd=1000001')).status).toBe(400)
  })

  test.each(['grade', 'pd', 'expectedReturn'])(
    'sorts by %s, page by page, what was assessed',
    async (sort) => {
      const all = await numbers(`sort=${sort}&order=asc`)
      expect(all.toSorted()).toEqual([1, 2, 3, 5])
      expect(await numbers(`sort=${sort}&order=desc`)).toEqual(all.toReversed())
      let cursor: string | null = ''
      const paged: number[] = []
      while (cursor !== null) {
        const { body } = await get(`/loans?sort=${sort}&order=asc&limit=1${cursor && `&cursor=${cursor}`}`)
        const page = body as { items: { number: number }[]; nextCursor: string | null }
        paged.push(...page.items.map(({ number }) => number))
        cursor = page.nextCursor
      }
      expect(paged).toEqual(all)
      if (sort === 'grade') expect(all).toEqual([1, 2, 3, 5])
      // The second pays most after loss; the fifth loses nearly everything.
      if (sort === 'expectedReturn') expect([all.at(-1), all[0]]).toEqual([2, 5])
    },
  )

  test("tells a borrower's assessments, newest first, quoted or only told", async () => {
    const { body } = await get('/participants/1')
    const { assessments } = body as { assessments: { grade: string; loanNumber: number | null }[] }
    expect(assessments.map(({ grade, loanNumber }) => [grade, loanNumber])).toEqual([
      ['G', 5],
      ['G', null],
      ['E', 3],
      ['C', 2],
      ['B', 1],
    ])
    expect(assessments[0]).toMatchObject({ greatestPrincipal: '10000000000', greatestTermDays: 1_080 })
  })

  test('lists models, retired ones too', async () => {
    const { body } = await get('/models')
    const losses = (body as { items: { lossGivenDefault: number }[] }).items.map(
      (model) => model.lossGivenDefault,
    )
    // The second was announced without one.
    expect(losses).toEqual([champion.content.lossGivenDefault.value, 1_000_000])
    expect(body).toMatchObject({
      total: 2,
      items: [
        { modelHash: champion.hash, loans: 4, name: 'lendingclub-2009', retiredAt: null },
        { modelHash: `0x${'dd'.repeat(32)}`, loans: 0, name: null, retiredAt: expect.any(Number) },
      ],
    })
  })

  test('holds what was foretold against what came, and says that it is little', async () => {
    const { body } = await get(`/models/${champion.hash}`)
    const { totals, trackRecord } = body as { totals: object[]; trackRecord: object[] }
    expect(totals).toMatchObject([
      { grade: 'B', vintage: null, loans: 1, ended: 1, defaulted: 0, predicted: 50_000, low: 0, small: true },
      { grade: 'C', loans: 1, ended: 0, defaulted: 0, low: 0, high: 1_000_000 },
      { grade: 'E', loans: 1, ended: 1, defaulted: 1, predicted: 200_000, high: 1_000_000 },
      { grade: 'G', loans: 1, ended: 0 },
    ])
    expect(trackRecord.map((line) => ({ ...line, vintage: null }))).toEqual(totals)
    expect((await get(`/models/0x${'77'.repeat(32)}`)).status).toBe(404)
  })

  test('serves the file of a registered model to the byte, and says where else it may be', async () => {
    const response = await api.app.request(`/api/v1/models/${champion.hash}/file`)
    expect(await response.text()).toBe(championText)
    const missing = await get(`/models/0x${'dd'.repeat(32)}/file`)
    expect(missing).toMatchObject({ status: 404, body: { detail: expect.stringContaining('has no file') } })
  })

  test('has the same rows when they are read from the chain again', async () => {
    const again = await source.open()
    const { deployment, log } = api.context
    await follower({ database: again.database, rpc: openRpc(api.anvil.url), deployment, log }).step()
    const [kept, anew] = [await dump(api.database), await dump(again.database)]
    for (const table of ['models', 'assessments', 'second_signatures', 'loans', 'products'])
      expect(anew[table], table).toEqual(kept[table])
    expect(kept.assessments).toHaveLength(5)
    await again.close()
  })
})

test('a model file changed by one letter is refused, by its name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hurong-model-'))
  const path = join(folder, 'edited.json')
  writeFileSync(path, readFileSync(championPath, 'utf8').replace('"seed":1', '"seed":2'))
  expect(() => readModelFiles([path])).toThrow(Refusal)
  expect(() => readModelFiles([path])).toThrow('edited.json was changed after it was written')
  await rm(folder, { recursive: true })
})
