import { expect, test } from 'vitest'
import { makeI18n } from '../i18n/context.tsx'
import { en } from '../i18n/en/index.ts'
import { zh } from '../i18n/zh/index.ts'
import { sentenceFor } from './reason.ts'

test('a term beyond the assessment is refused in months, with what to do next', () => {
  const reason = {
    name: 'TermAboveAssessed',
    kind: 'rule',
    args: { termDays: 1_800n, greatest: 360n },
  } as const
  expect(sentenceFor(reason, makeI18n('en', en))).toBe(
    'A term of 60 months is longer than the 12 months you were assessed for. Choose a shorter term, or apply for an assessment over this one.',
  )
  expect(sentenceFor(reason, makeI18n('zh', zh))).toBe(
    '期限60个月超过您评估的最长期限12个月，请缩短期限，或按这个期限重新申请评估',
  )
})
