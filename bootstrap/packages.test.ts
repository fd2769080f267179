import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { childEnvironment } from './environment.mjs'
import { isInstalled } from './packages.mjs'

const lock = {
  '': { version: '1.0.0' },
  'packages/a': { version: '1.0.0' },
  'node_modules/@house/a': { link: true },
  'node_modules/needed': { version: '2.0.0' },
  'node_modules/only-on-windows': { version: '3.0.0', optional: true },
}

test('packages are there when npm wrote down the same versions, those of other platforms left out', () => {
  expect(
    isInstalled(lock, { 'node_modules/@house/a': {}, 'node_modules/needed': { version: '2.0.0' } }),
  ).toBe(true)
})

test('another version or a missing package means they are not there', () => {
  expect(
    isInstalled(lock, { 'node_modules/@house/a': {}, 'node_modules/needed': { version: '2.0.1' } }),
  ).toBe(false)
  expect(isInstalled(lock, { 'node_modules/@house/a': {} })).toBe(false)
})

test("a child sees none of the outer npm's traces, all of the user's settings, and our Node first", () => {
  const environment = childEnvironment('/node/bin/node', {
    PATH: '/usr/bin',
    NODE: '/usr/bin/node',
    npm_config_local_prefix: '/elsewhere',
    npm_lifecycle_event: 'start',
    npm_config_registry: 'https://registry.example',
    RPC_URL: 'http://rpc.example',
  })
  expect(environment).toEqual({
    PATH: `/node/bin${process.platform === 'win32' ? ';' : ':'}/usr/bin`,
    npm_config_registry: 'https://registry.example',
    RPC_URL: 'http://rpc.example',
  })
})

test('what npm tells while it installs is apart from what a program tells', () => {
  const root = mkdtempSync(join(tmpdir(), 'hurong-packages-'))
  try {
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: lock }))
    const npm = join(root, 'npm-cli.js')
    writeFileSync(npm, "require('node:fs').mkdirSync('node_modules'); console.log('added 2 packages')")
    const module = pathToFileURL(join(import.meta.dirname, 'packages.mjs')).href
    const program = `import { ensurePackages } from '${module}'; await ensurePackages('${root}', process.execPath)`
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', program],
      { env: { ...process.env, npm_execpath: npm }, encoding: 'utf8' },
    )
    expect([status, stdout]).toEqual([0, ''])
    expect(stderr).toContain('added 2 packages')
  } finally {
    rmSync(root, { recursive: true })
  }
})
