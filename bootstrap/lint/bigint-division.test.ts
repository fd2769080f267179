import { describe, expect, test } from 'vitest'
import { bareDivisions } from './bigint-division.ts'

const linesOf = (source: string, others: Record<string, string> = {}) =>
  bareDivisions(new Map(Object.entries({ 'apps/a.ts': source, ...others })))
    .filter(({ path }) => path === 'apps/a.ts')
    .map(({ line }) => line)

describe('a bare division of bigint is found', () => {
  test.each([
    ['by a literal', 'const half = (x: any) => x / 2n'],
    ['by an annotated parameter', 'const f = (paid: bigint, of: bigint) => paid / of'],
    ['of a name made from another', 'const a = 5n\nconst b = a * BigInt(7)\nconst c = b / a'],
    ['in an assignment', 'let left = 9n\nleft /= 2n'],
    ['of a function that returns one', 'function sum(): bigint { return 1n }\nconst x = Number(sum() / y)'],
    [
      'of a member declared so',
      'interface Loan { readonly principal: bigint }\nconst x = loan.principal / z',
    ],
    ['of a column of amounts', "const t = { supply: baseUnits('supply') }\nconst x = series.supply / z"],
    [
      'of what was taken out of an object',
      'interface S { supply: bigint }\nconst { supply } = s\nconst x = supply / z',
    ],
  ])('%s', (_, source) => {
    expect(linesOf(source)).toEqual([source.split('\n').length])
  })

  test('of a member whose type stands in another file', () => {
    expect(
      linesOf('// 份额\nconst x = holding.balance / y', { 'packages/b.ts': 'type H = { balance: bigint }' }),
    ).toEqual([2])
  })
})

describe('left alone is', () => {
  test.each([
    ['a division of numbers', 'const days = (seconds: number) => seconds / 86_400'],
    ['a name of another scope', 'const f = (x: bigint) => x\nconst g = (x: number) => x / 2'],
    [
      'a member that is a number elsewhere',
      'type A = { at: bigint }\ntype B = { at: number }\nconst x = b.at / 60',
    ],
    ['a path in a text', "const path = 'a / b' // 3n / 2n"],
  ])('%s', (_, source) => {
    expect(linesOf(source)).toEqual([])
  })

  test('the arithmetic', () => {
    const sources = new Map([['packages/finance/src/divide.ts', 'const x = 3n / 2n']])
    expect(bareDivisions(sources, (path) => path.startsWith('packages/finance/'))).toEqual([])
  })
})
