import { expect, expectTypeOf, test } from 'vitest'
import { formFor, type Placeholders, partsOf, translates } from './messages.ts'

type Source = { readonly 'a.b': 'Hello {name}, {n} {n|day|days}' }

test('placeholders are known to the compiler, plural forms included', () => {
  expectTypeOf<Placeholders<Source['a.b']>>().toEqualTypeOf<'name' | 'n'>()
})

test('a missing placeholder, one too much, a missing key and one too much do not compile', () => {
  const check = translates<Source>()
  check({ 'a.b': '{name}: {n}' })
  // @ts-expect-error: {n} is missing
  check({ 'a.b': '{name}' })
  // @ts-expect-error: {other} is too much
  check({ 'a.b': '{name} {n} {other}' })
  // @ts-expect-error: a.b is missing
  check({})
  // @ts-expect-error: c.d is too much
  check({ 'a.b': '{name} {n}', 'c.d': '' })
})

test('a message is cut into text and places', () => {
  expect(partsOf('{n} {n|day|days} late')).toEqual([
    { name: 'n', forms: [] },
    ' ',
    { name: 'n', forms: ['day', 'days'] },
    ' late',
  ])
  const plural = new Intl.PluralRules('en')
  expect(formFor(['day', 'days'], 1, plural)).toBe('day')
  expect(formFor(['day', 'days'], '1,200', plural)).toBe('days')
})
