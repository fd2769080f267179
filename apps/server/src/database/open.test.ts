import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from './open.ts'

test.skipIf(process.platform === 'win32')(
  'the folder of an embedded database is closed to others',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hurong-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const dataDir = join(folder, 'database')
    const { close } = await openDatabase({ dataDir })
    await close()
    expect(statSync(dataDir).mode & 0o777).toBe(0o700)
  },
)
