import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

let files: Rolldown.RolldownOutput['output']
let chunks: readonly Rolldown.OutputChunk[]
/** What every visitor loads before anything shows. */
let first: readonly Rolldown.OutputChunk[]

/** A chunk and all it cannot do without. */
const withImports = (chunk: Rolldown.OutputChunk): Rolldown.OutputChunk[] => {
  const reached = new Set<Rolldown.OutputChunk>([chunk])
  for (const { imports } of reached)
    for (const one of chunks) if (imports.includes(one.fileName)) reached.add(one)
  return [...reached]
}
const modulesOf = ({ moduleIds }: Rolldown.OutputChunk) => moduleIds
const chunksOf = (module: RegExp) => chunks.filter(({ facadeModuleId }) => module.test(facadeModuleId ?? ''))
const ofChain = (id: string) => /node_modules[\\/](viem|ox)[\\/]/.test(id)

beforeAll(async () => {
  vi.stubEnv('NODE_ENV', 'production')
  const root = join(import.meta.dirname, '..', '..')
  const configFile = join(root, 'vite.config.ts')
  const built = await build({ root, configFile, logLevel: 'silent', build: { write: false } })
  files = (built as Rolldown.RolldownOutput).output
  chunks = files.filter((file) => file.type === 'chunk')
  first = chunks.filter(({ isEntry }) => isEntry).flatMap(withImports)
})
afterAll(() => vi.unstubAllEnvs())

test('no page waits for the library of the chain, which only acts need', () => {
  expect(chunks.flatMap(modulesOf).some(ofChain)).toBe(true)
  expect(first.flatMap(modulesOf).filter(ofChain)).toEqual([])
  const pages = chunksOf(/[\\/]src[\\/].+[\\/]page\.tsx$/)
  expect(pages.length).toBeGreaterThan(10)
  expect(pages.flatMap(withImports).flatMap(modulesOf).filter(ofChain)).toEqual([])
})

test('the first page is few files, none waiting for another', () => {
  const page = files.find(({ fileName }) => fileName === 'index.html')
  const styles = page?.type === 'asset' ? String(page.source).match(/[\w./-]+\.css/g) : null
  expect(first.length).toBeLessThanOrEqual(2)
  expect(styles).toHaveLength(1)
})

test('the code of the first page and the words of either language come to less than 220 KiB, compressed', () => {
  const words = chunksOf(/[\\/]i18n[\\/](zh|en)[\\/]index\.ts$/)
  expect(words).toHaveLength(2)
  const sizes = words.map((language) =>
    [...first, language].reduce((bytes, { code }) => bytes + gzipSync(code).length, 0),
  )
  expect(Math.min(...sizes)).toBeGreaterThan(50 * 1024)
  expect(Math.max(...sizes)).toBeLessThan(220 * 1024)
})
