import { expect, test } from 'vitest'
import { urlOf } from './urlOf.ts'

test.each([
  ['127.0.0.1', 'http://127.0.0.1:80'],
  ['localhost', 'http://localhost:80'],
  ['0.0.0.0', 'http://localhost:80'],
  ['::', 'http://localhost:80'],
  ['::1', 'http://[::1]:80'],
  ['2001:db8::5', 'http://[2001:db8::5]:80'],
])('a server at %s is reached at %s', (host, url) => {
  expect(urlOf(host, 80)).toBe(url)
  expect(URL.canParse(url)).toBe(true)
})
