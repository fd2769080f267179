import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const main = join(import.meta.dirname, 'run.mjs')

/** What a program started from `folder` says. @param outer where npm says that the person stands. */
const run = (folder: string, outer: string | undefined, ...args: string[]) =>
  new Promise<{ out: string; words: string }>((resolve) => {
    const { INIT_CWD: _, ...env } = process.env
    const options = { cwd: folder, env: outer === undefined ? env : { ...env, INIT_CWD: outer } }
    execFile(process.execPath, [main, ...args], options, (_error, out, words) => resolve({ out, words }))
  })
const said = async (...given: Parameters<typeof run>): Promise<string> => {
  const { out, words } = await run(...given)
  return out + words
}

test('a file is looked for from where the person stands, whether npm starts the program or they do', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hurong-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'model.json'), 'no model')
  const explain = ['score', 'explain', '--model', 'model.json']
  const root = join(import.meta.dirname, '..')
  expect(await said(root, undefined, ...explain)).toContain('There is no file model.json')
  expect(await said(folder, undefined, ...explain)).not.toContain('There is no file')
  expect(await said(root, folder, ...explain)).not.toContain('There is no file')
})

test('what is prepared before a program is told apart from what the program tells', async () => {
  const { out, words } = await run(join(import.meta.dirname, '..'), undefined, 'powers', '--help')
  expect(out).toMatch(/^npm run powers -- /)
  expect(words).toContain('contracts: ')
})

test('what takes nothing says so, and what it is, instead of doing all of it', async () => {
  const root = join(import.meta.dirname, '..')
  for (const name of ['test', 'lint', 'build']) {
    expect((await run(root, undefined, name, '--help')).out).toMatch(new RegExp(`^npm (run )?${name}: `))
    expect((await run(root, undefined, name, 'bootstrap')).words).toMatch(
      new RegExp(`^Nothing can be told to "${name}"`),
    )
  }
})
