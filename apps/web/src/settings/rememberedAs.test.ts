// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { rememberedList } from './rememberedAs.ts'

const isText = (value: unknown): value is string => typeof value === 'string'

test('a list is kept, and the same until it changes', () => {
  const list = rememberedList('a list', isText)
  expect(list.get()).toEqual([])
  let told = 0
  list.subscribe(() => told++)
  list.keep(['one', 'two'])
  expect([list.get(), told, rememberedList('a list', isText).get()]).toEqual([
    ['one', 'two'],
    1,
    ['one', 'two'],
  ])
  expect(list.get()).toBe(list.get())
})

test.each([
  ['no JSON', '{', []],
  ['no list', '{"a":1}', []],
  ['not only such items', '["one", 2, null]', ['one']],
])('what is %s is left out', (_, text, items) => {
  localStorage.setItem('spoilt', text)
  expect(rememberedList('spoilt', isText).get()).toEqual(items)
})

test('what another tab keeps holds here, and is told', () => {
  const list = rememberedList('of all tabs', isText)
  list.keep(['one'])
  let told = 0
  list.subscribe(() => told++)
  localStorage.setItem('of all tabs', '["one","two"]')
  dispatchEvent(new StorageEvent('storage', { key: 'of another list' }))
  expect(told).toBe(0)
  dispatchEvent(new StorageEvent('storage', { key: 'of all tabs' }))
  expect([told, list.get()]).toEqual([1, ['one', 'two']])
})

test('where nothing can be stored a list lasts as long as the page', () => {
  const list = rememberedList('unstored', isText)
  const setItem = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  vi.stubGlobal('localStorage', { getItem: () => null, setItem })
  list.keep(['one'])
  expect(list.get()).toEqual(['one'])
  vi.unstubAllGlobals()
})
