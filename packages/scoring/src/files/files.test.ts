import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aModelContent } from '../fixtures/model.ts'
import { Refusal } from '../refusal.ts'
import { canonicalText, contentHash } from './canonical.ts'
import { modelText, readModel } from './model.ts'
import { writeWhole } from './write.ts'

describe('canonical JSON', () => {
  test('sorts names by UTF-16, and writes numbers as RFC 8785 does in its appendix', () => {
    expect(canonicalText({ b: 1, a: [true, null, 'é€'], '\u20ac': 'x' })).toBe(
      '{"a":[true,null,"é€"],"b":1,"€":"x"}',
    )
    const numbers = JSON.parse(
      '[333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001, -0, 1e21]',
    )
    expect(canonicalText(numbers)).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1e+21]')
  })

  test('is one text for one value, whatever the order its fields were written in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed())
        const sane = JSON.stringify(value).isWellFormed() && !JSON.stringify(value).includes('\\ud')
        fc.pre(sane)
        expect(canonicalText(turned)).toBe(canonicalText(value))
        expect(contentHash(JSON.parse(canonicalText(value)))).toBe(contentHash(value))
      }),
    )
  })

  test('a figure that is none is refused', () => {
    for (const figure of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => canonicalText({ figure })).toThrow()
  })

  test('the hash is keccak256 of the text', () => {
    // keccak256 of "{}", as the chain computes it.
    expect(contentHash({})).toBe('0xb48d38f93eaa084033fc5970bf96e559c33c4cdc07d889ab00b4d63f9590739d')
  })
})

test.runIf(process.platform === 'linux')(
  'a file where the system lets nobody make a folder is refused',
  () => {
    expect(() => writeWhole('/proc/hurong/models/small.json', '{}')).toThrow(
      new Refusal('The folder /proc/hurong/models cannot be made (ENOENT): give another path.'),
    )
  },
)

describe('a model file', () => {
  const content = aModelContent()
  const text = modelText(content)

  test('reads back as it was written, under the hash of its content', () => {
    const file = readModel(text, 'small.json')
    expect(file.content).toEqual(content)
    expect(file.hash).toBe(contentHash(content))
  })

  test('edited by one byte, anywhere, it is refused', () => {
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), fc.integer({ min: 32, max: 126 }), (at, code) => {
        const edited = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1)
        fc.pre(edited !== text)
        expect(() => readModel(edited, 'small.json')).toThrow(Refusal)
        expect(() => readModel(edited, 'small.json')).toThrow(/small\.json/)
      }),
      { numRuns: 300 },
    )
  })

  test('cut short, or with a blank more, it is refused', () => {
    expect(() => readModel(text.slice(0, -2), 'small.json')).toThrow('The model small.json is no JSON')
    expect(() => readModel(` ${text}`, 'small.json')).toThrow('small.json was changed after it was written')
    expect(() => readModel(text.replace('"small"', '"other"'), 'small.json')).toThrow(
      /its hash says 0x[0-9a-f]{64}, its content has 0x[0-9a-f]{64}/,
    )
  })

  test('another kind of file is told what it is not', () => {
    expect(() => readModel('{}', 'x.json')).toThrow('x.json is no model file')
    expect(() => readModel('null', 'x.json')).toThrow('x.json is no model file')
    const older = text.replace('"version":2},', '"version":1},')
    expect(() => readModel(older, 'x.json')).toThrow(
      'x.json has the version 1 at content.version; this program reads version 2.',
    )
  })
})
