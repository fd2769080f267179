import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  folderFormat,
  type Identity,
  readIdentity,
  requireSameChain,
  requireWritable,
  writeIdentity,
} from './identity.ts'

const ours: Identity = {
  chainId: 31_337,
  genesisHash: '0xaa',
  empty: false,
  remote: false,
  madeAt: 1_700_000_000,
  genesis: 1_600_000_000,
}
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hurong-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a new folder belongs to nothing yet, and afterwards to what was written', () => {
  expect(readIdentity(folder)).toBeUndefined()
  writeIdentity(folder, ours)
  expect(readIdentity(folder)).toEqual(ours)
})

test('a folder of another version is refused with both versions', () => {
  writeFileSync(join(folder, 'hurong.json'), '{"format": 7}')
  expect(() => readIdentity(folder)).toThrow(`is of format 7, and this version reads format ${folderFormat}`)
})

test('a folder with something else in it is left alone', () => {
  writeFileSync(join(folder, 'holiday.jpg'), '')
  expect(() => readIdentity(folder)).toThrow(/holds holiday\.jpg but no hurong\.json/)
})

test('a folder that is a file, or lies in one, is refused with what to do', () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  expect(() => readIdentity(file)).toThrow(
    /The data folder .*file is a file, or lies in one: mend that, or choose another folder with --data/,
  )
  expect(() => requireWritable(file)).toThrow(/The data folder .*file is a file/)
  expect(() => requireWritable(join(file, 'data'))).toThrow(/is a file, or lies in one/)
})

test('a folder is made where there is none, and nothing is left in it', () => {
  const data = join(folder, 'deep', 'data')
  requireWritable(data)
  expect(readdirSync(data)).toEqual([])
})

test.runIf(process.platform === 'linux')('a folder where the system lets nobody make one is refused', () => {
  expect(() => requireWritable('/proc/hurong/data')).toThrow(
    'The data folder /proc/hurong/data lies where no folder can be made: mend that, or choose another folder',
  )
})

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'a folder that this user may not write to is refused with what to do',
  () => {
    chmodSync(folder, 0o500)
    expect(() => requireWritable(folder)).toThrow(/may not be written to by this user/)
    chmodSync(folder, 0o700)
  },
)

test('a damaged identity is refused with the file to restore', () => {
  writeFileSync(join(folder, 'hurong.json'), '{"form')
  expect(() => readIdentity(folder)).toThrow(/hurong\.json cannot be read: restore it/)
})

test('another chain is refused, by id or by its first block', () => {
  expect(() => requireSameChain(folder, ours, { chainId: 1, genesisHash: '0xaa' })).toThrow(
    /belongs to chain 31337, and chain 1 answers/,
  )
  expect(() => requireSameChain(folder, ours, { chainId: 31_337, genesisHash: '0xbb' })).toThrow(
    /its first block is 0xaa, and 0xbb answers/,
  )
  expect(() => requireSameChain(folder, ours, { chainId: 31_337, genesisHash: '0xaa' })).not.toThrow()
})
