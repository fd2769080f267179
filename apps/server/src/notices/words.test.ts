import { expect, test } from 'vitest'
import { noticeKinds } from '../database/schema.ts'
import { messageOf } from './words.ts'

const origin = 'https://hurong.example'
const messages = (language: 'en' | 'zh') =>
  noticeKinds.map((kind) => messageOf({ kind, at: 1_800_000_000, readyAt: 1_800_172_800 }, language, origin))

test.each(['en', 'zh'] as const)('each thing owners are told has words of its own in %s', (language) => {
  const subjects = messages(language).map(({ subject }) => subject)
  expect(new Set(subjects).size).toBe(noticeKinds.length)
  for (const { text } of messages(language)) expect(text).toContain(`${origin}/account`)
})

test('what was taken back is told in the owner’s language, with where to look', () => {
  const told = (language: 'en' | 'zh') =>
    messageOf({ kind: 'callsCancelled', at: 1_800_000_000, readyAt: null }, language, origin)
  expect(told('en').subject).toBe('An announced change to your account was taken back')
  expect(told('en').text).toContain('it will not be done')
  expect(told('zh').subject).toBe('您账户中公布的变更已被撤回')
  expect(told('zh').text).toContain('不会再执行')
})
