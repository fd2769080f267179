import { afterEach, expect, test, vi } from 'vitest'
import { type Language, makeI18n } from '../i18n/context.tsx'
import { en } from '../i18n/en/index.ts'
import { zh } from '../i18n/zh/index.ts'
import { sentenceFor } from './reason.ts'
import { serverSender } from './serverCarrier.ts'
import { stateAfter } from './txState.ts'

afterEach(() => vi.unstubAllGlobals())

const address = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8'

/** What a reader is told when the server answers so. */
async function toldWhen(problem: object, language: Language): Promise<string> {
  const headers = { 'content-type': 'application/problem+json' }
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(problem), { status: 403, headers }))
  const state = await serverSender({ kind: 'server', address })
    .sendCalls([{ to: address, data: '0x12345678' }])
    .then(
      () => undefined,
      (error: unknown) => stateAfter(error),
    )
  if (state?.step !== 'failed') throw new Error('The server took it.')
  return sentenceFor(state.reason, makeI18n(language, language === 'zh' ? zh : en))
}

const refusal = {
  type: 'urn:hurong:problem:TooManyRequests',
  title: 'Too many requests.',
  status: 429,
  detail: 'Enough was brought for this account today.',
}

test('what the server refuses is told in the reader’s language', async () => {
  const both = { ...refusal, detailZh: '今天的次数已用完。' }
  expect(await toldWhen(both, 'zh')).toBe('服务器没有受理。今天的次数已用完。')
  expect(await toldWhen(both, 'en')).toBe(
    'The server did not take it. Enough was brought for this account today.',
  )
})

test('a refusal that has no Chinese sentence is told as it stands', async () => {
  expect(await toldWhen(refusal, 'zh')).toContain(refusal.detail)
})
