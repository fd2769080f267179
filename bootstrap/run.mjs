#!/usr/bin/env node
// The way every npm script starts: it makes sure of Node 24, the packages and the compiled contracts, and then hands over.
// It runs on the Node the host has, before anything is installed, so it imports nothing but Node's own.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { childEnvironment } from './environment.mjs'
import { ensureNode } from './node.mjs'
import { npmScript } from './npm.mjs'
import { ensurePackages } from './packages.mjs'
import { runChild } from './run-child.mjs'
import { Refusal } from './say.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** What each npm script runs, whether it needs the contracts compiled first, and what it does where nothing can be told to it. */
const programs = {
  start: { file: 'apps/platform/src/start.ts', contracts: true },
  dev: { file: 'apps/platform/src/dev.ts', contracts: true },
  recompute: { file: 'apps/platform/src/recompute/main.ts', contracts: true },
  replay: { file: 'apps/platform/src/replay/main.ts', contracts: true },
  score: { file: 'packages/scoring/src/cli/main.ts', contracts: false },
  deploy: { file: 'packages/sdk/src/deploy/main.ts', contracts: true },
  owners: { file: 'packages/sdk/src/owners/main.ts', contracts: true },
  powers: { file: 'packages/sdk/src/powers/main.ts', contracts: true },
  verify: { file: 'packages/sdk/src/verify/main.ts', contracts: true },
  bench: { file: 'bench/run.ts', contracts: true },
  build: {
    file: 'bootstrap/build.ts',
    contracts: true,
    alone: 'npm run build: builds what is published, the site with it.',
  },
  mutation: { file: 'contracts/mutation/run.ts', contracts: true },
  test: {
    file: 'bootstrap/test/run.ts',
    contracts: false,
    alone:
      'npm test: looks at everything, a real browser and a real PostgreSQL included. Exit status: 0 all is well, 1 it is not.',
  },
  lint: {
    file: 'bootstrap/lint/run.ts',
    contracts: true,
    alone:
      'npm run lint: looks at format, types, imports, texts and documents. Exit status: 0 all is well, 1 it is not.',
  },
}

const main = async ([name = '', ...args]) => {
  const program = programs[name]
  if (program === undefined) {
    throw new Refusal(`There is no "${name}". There are: ${Object.keys(programs).join(', ')}.`)
  }
  if (program.alone !== undefined && args.length > 0) {
    if (!args.includes('--help')) throw new Refusal(`Nothing can be told to "${name}". ${program.alone}`)
    console.log(program.alone)
    return 0
  }
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Refusal(`This is Node ${process.versions.node}. Install Node 20 or newer and start again.`)
  }
  const node = await ensureNode(root)
  await ensurePackages(root, node)
  const env = {
    // Programs compiled once are read from there by all processes after it, and start a quarter sooner.
    NODE_COMPILE_CACHE: join(root, '.node', 'compile-cache'),
    ...childEnvironment(node),
    // Programs run in the root; files are looked for from where the person stands.
    INIT_CWD: process.env.INIT_CWD ?? process.cwd(),
    HURONG_NPM: npmScript(),
  }
  if (program.contracts) {
    const build = join(root, 'contracts', 'tools', 'build.ts')
    // What the program itself tells may go to another program.
    const code = await runChild(node, [build], { cwd: root, env, stdio: ['inherit', 2, 'inherit'] })
    if (code !== 0) throw new Refusal('The contracts do not compile; the reason stands above.')
  }
  return runChild(node, [join(root, program.file), ...args], { cwd: root, env })
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error)
  process.exitCode = 1
}
