import { DrizzleQueryError } from 'drizzle-orm'
import { HttpRequestError } from 'viem'
import { expect, test } from 'vitest'
import { causeOf } from './causeOf.ts'

test('of a failed query stays the database’s own sentence, and none of the values', () => {
  const refused = new DrizzleQueryError('insert into t values ($1)', ['secret'], new Error('no room left'))
  expect(causeOf(refused)).toBe('no room left')
  expect(causeOf(new DrizzleQueryError('insert into t values ($1)', ['secret']))).not.toContain('secret')
})

test('of a node that does not answer its address is left out', () => {
  const silent = new HttpRequestError({ url: 'https://node.example/secret', details: 'fetch failed' })
  expect(causeOf(silent)).toBe('HTTP request failed.')
})
