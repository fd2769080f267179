// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { rememberedList } from './rememberedList.ts'

const isText = (value: unknown): value is string => typeof value === 'string'

test('a list is kept, and the same until it changes', () => {
  const list = rememberedList('a list', isText)
  expect(list.all()).toEqual([])
  let told = 0
  list.subscribe(() => told++)
  list.keep(['one', 'two'])
  expect([list.all(), told, rememberedList('a list', isText).all()]).toEqual([
    ['one', 'two'],
    1,
    ['one', 'two'],
  ])
  expect(list.all()).toBe(list.all())
})

test.each([
  ['no JSON', '{', []],
  ['no list', '{"a":1}', []],
  ['not only such items', '["one", 2, null]', ['one']],
])('what is %s is left out', (_, text, items) => {
  localStorage.setItem('spoilt', text)
  expect(rememberedList('spoilt', isText).all()).toEqual(items)
})
