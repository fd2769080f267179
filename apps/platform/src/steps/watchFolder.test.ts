import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchFolder } from './watchFolder.ts'

let folder: string
let unwatch: () => void
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hurong-'))
  mkdirSync(join(folder, 'deep'))
})
afterEach(() => {
  unwatch()
  rmSync(folder, { recursive: true })
})

test('changes that come together are told once, however deep the file lies', async () => {
  const changed = vi.fn()
  unwatch = watchFolder(folder, changed)
  for (const name of ['one', 'deep/two', 'deep/three']) writeFileSync(join(folder, name), '')
  await vi.waitFor(() => expect(changed).toHaveBeenCalled(), { timeout: 10_000 })
  expect(changed).toHaveBeenCalledTimes(1)
  writeFileSync(join(folder, 'deep', 'two'), 'more')
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2), { timeout: 10_000 })
})
