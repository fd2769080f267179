import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sealer } from './seal.ts'
import { sealingKeyOf } from './sealingKey.ts'
import { openUnderwriting } from './service.ts'

const key = `0x${'5e'.repeat(32)}` as const

describe('what is sealed', () => {
  test('comes out as it went in, looks another each time, and shows nothing', () => {
    const { seal, unseal } = sealer(key)
    const said = { income: '91234', 名: '李' }
    expect(unseal(seal(said))).toEqual(said)
    expect(seal(said)).not.toBe(seal(said))
    expect(Buffer.from(seal(said), 'base64').toString('latin1')).not.toContain('91234')
  })

  test('is opened by its key alone, and not at all once a byte of it is another or it is cut short', () => {
    const sealed = sealer(key).seal({ income: '91234' })
    expect(() => sealer(`0x${'5f'.repeat(32)}`).unseal(sealed)).toThrow()
    const bytes = Buffer.from(sealed, 'base64')
    for (const place of [0, 15, bytes.length - 1]) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place)
      expect(() => sealer(key).unseal(changed.toString('base64'))).toThrow()
    }
    expect(() => sealer(key).unseal(bytes.subarray(0, 20).toString('base64'))).toThrow()
  })

  test('needs a key of 32 bytes', () => {
    expect(() => sealer('0x1234')).toThrow('not 32 bytes')
  })
})

describe('the key that seals', () => {
  test('is the one given, or that of the folder, made once for its owner alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hurong-key-'))
    expect(sealingKeyOf(key, folder)).toBe(key)
    const made = sealingKeyOf(undefined, folder)
    expect(made).toMatch(/^0x[0-9a-f]{64}$/)
    expect(sealingKeyOf(undefined, folder)).toBe(made)
    expect(statSync(join(folder, 'applications.key')).mode & 0o777).toBe(0o600)
    expect(sealingKeyOf(undefined, undefined)).toBeUndefined()
    rmSync(folder, { recursive: true })
  })

  test('and the policy are checked when the server starts', () => {
    expect(openUnderwriting({}).keys).toBeUndefined()
    expect(openUnderwriting({ underwriterKey: key }).keys).toBeUndefined()
    expect(openUnderwriting({ underwriterKey: key, applicationsKey: key }).keys).toBeDefined()
    expect(() => openUnderwriting({ targetReturnBps: -1 })).toThrow('basis points')
    expect(() => openUnderwriting({ validityDays: 91 })).toThrow('from 1 to 90')
  })
})
