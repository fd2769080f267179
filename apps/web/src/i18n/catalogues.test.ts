import { contractErrorNames, ownErrorNames } from '@hurong/sdk'
import { describe, expect, test } from 'vitest'
import { en as accountEn } from '../account/words/en.ts'
import { zh as accountZh } from '../account/words/zh.ts'
import { en as handOverEn } from '../loans/handOver/words/en.ts'
import { zh as handOverZh } from '../loans/handOver/words/zh.ts'
import { en as noticesEn } from '../notices/words/en.ts'
import { zh as noticesZh } from '../notices/words/zh.ts'
import { en as sessionsEn } from '../sessions/words/en.ts'
import { zh as sessionsZh } from '../sessions/words/zh.ts'
import { en as queueEn } from '../underwriting/words/en.ts'
import { zh as queueZh } from '../underwriting/words/zh.ts'
import { type MessageKey, makeI18n } from './context.tsx'
import { en as everyPageEn } from './en/index.ts'
import { partsOf } from './messages.ts'
import { zh as everyPageZh } from './zh/index.ts'

/** With those only some pages bring. */
const [zh, en] = [
  { ...everyPageZh, ...accountZh, ...handOverZh, ...noticesZh, ...sessionsZh, ...queueZh },
  { ...everyPageEn, ...accountEn, ...handOverEn, ...noticesEn, ...sessionsEn, ...queueEn },
]
const catalogues = { zh, en } as const
const keys = Object.keys(zh) as MessageKey[]
const names = (message: string) =>
  [...new Set(partsOf(message).flatMap((part) => (typeof part === 'string' ? [] : [part.name])))].sort()

test('both languages have the same keys', () => {
  expect(Object.keys(en).sort()).toEqual([...keys].sort())
})

test('each message names the same figures in both languages and is empty in neither', () => {
  expect(keys.filter((key) => names(en[key]).join() !== names(zh[key]).join())).toEqual([])
  expect(keys.filter((key) => zh[key].trim() === '' || en[key].trim() === '')).toEqual([])
})

describe.each(['zh', 'en'] as const)('%s', (language) => {
  test('has a sentence for every error of the contracts and of the SDK', () => {
    const lacking = [...contractErrorNames, ...ownErrorNames].filter(
      (name) => !(`errors.${name}` in catalogues[language]),
    )
    expect(lacking).toEqual([])
  })

  test('uses no banned word, no exclamation mark', () => {
    const banned =
      /保本|稳赚|预期收益|零风险|秒到|质押|哈希|guaranteed|passive income|\bsafe\b|\bgas\b|\bmint\b|[!！]/i
    const found = keys.filter((key) => banned.test(catalogues[language][key]))
    expect(found).toEqual([])
  })
})

test('the reader is addressed politely; only visitors’ own questions say it otherwise', () => {
  expect(keys.filter((key) => /你(?!们)/.test(zh[key]))).toEqual([])
})

test('an English sentence has at most 20 words, a Chinese one at most 35 characters', () => {
  const long = keys.filter((key) => {
    const english = en[key]
      .split(/[.?:;]\s|[.?:;]$/)
      .some((sentence) => sentence.split(/\s+/).filter(Boolean).length > 20)
    const chinese = zh[key]
      .split(/[。？；：]/)
      .some((sentence) => sentence.replace(/\{[^}]*\}/g, '').length > 35)
    return english || chinese
  })
  expect(long).toEqual([])
})

test('figures are written the locale’s way and plural forms follow the number', () => {
  const english = makeI18n('en', en)
  expect(english.t('loans.status.lateDays', { days: 1 })).toBe('1 day late')
  expect(english.t('loans.status.lateDays', { days: 1200 })).toBe('1,200 days late')
  expect(makeI18n('zh', zh).t('loans.status.lateDays', { days: 11 })).toBe('逾期11天')
})
