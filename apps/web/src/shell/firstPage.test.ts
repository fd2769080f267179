import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

/** What every visitor loads before anything shows: the entry and all it imports. */
let first: Rolldown.OutputChunk[]
let words: readonly Rolldown.OutputChunk[]
let styles: string[]
beforeAll(async () => {
  vi.stubEnv('NODE_ENV', 'production')
  const root = join(import.meta.dirname, '..', '..')
  const built = (await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'silent',
    build: { write: false },
  })) as Rolldown.RolldownOutput
  const chunks = built.output.filter((file) => file.type === 'chunk')
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const reached = new Set<Rolldown.OutputChunk>()
  const follow = (chunk: Rolldown.OutputChunk | undefined) => {
    if (chunk === undefined || reached.has(chunk)) return
    reached.add(chunk)
    for (const name of chunk.imports) follow(byName.get(name))
  }
  follow(chunks.find(({ isEntry }) => isEntry))
  first = [...reached]
  words = chunks.filter(({ facadeModuleId }) =>
    /[\\/]i18n[\\/](zh|en)[\\/]index\.ts$/.test(facadeModuleId ?? ''),
  )
  const page = built.output.find(({ fileName }) => fileName === 'index.html')
  styles = page?.type === 'asset' ? (String(page.source).match(/[\w./-]+\.css/g) ?? []) : []
})

afterAll(() => vi.unstubAllEnvs())

test('the first page does without the library of the chain', () => {
  const modules = first.flatMap(({ moduleIds }) => moduleIds)
  expect(modules.some((id) => id.includes('react-dom'))).toBe(true)
  expect(modules.filter((id) => /node_modules[\\/](viem|ox|@noble)[\\/]/.test(id))).toEqual([])
})

test('the first page is few files, none waiting for another', () => {
  expect(first.length).toBeLessThanOrEqual(2)
  expect(styles).toHaveLength(1)
})

test('the code of the first page and the words of either language come to less than 220 KiB, compressed', () => {
  const sizeOf = (chunks: readonly Rolldown.OutputChunk[]) =>
    chunks.reduce((bytes, { code }) => bytes + gzipSync(code).length, 0)
  expect(words).toHaveLength(2)
  const sizes = words.map((language) => sizeOf([...first, language]))
  expect(Math.min(...sizes)).toBeGreaterThan(50 * 1024)
  expect(Math.max(...sizes)).toBeLessThan(220 * 1024)
})
