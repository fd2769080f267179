import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageScript, root, runScript } from '../run-script.ts'
import { countVitest } from './vitest.ts'

test('tests that pass, fail, are skipped and a file that does not load are counted as Vitest reports them', async () => {
  const folder = mkdtempSync(join(root, 'node_modules', '.counting-'))
  try {
    const vitest = "import { test } from 'vitest'\n"
    writeFileSync(join(folder, 'vitest.config.mjs'), 'export default { test: { include: ["*.test.mjs"] } }')
    writeFileSync(
      join(folder, 'some.test.mjs'),
      `${vitest}test('a', () => {})\ntest('b', () => { throw new Error('no') })\ntest.skip('c', () => {})\ntest.todo('d')\n`,
    )
    writeFileSync(join(folder, 'broken.test.mjs'), "import './missing.mjs'\n")
    const file = join(folder, 'results.json')
    const args = ['run', '--root', folder, '--reporter=json', `--outputFile.json=${file}`]
    const { code } = await runScript(packageScript('vitest', 'vitest'), args)
    expect(code).toBe(1)
    expect(countVitest(readFileSync(file, 'utf8'))).toEqual({ passed: 1, failed: 2, skipped: 2 })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
