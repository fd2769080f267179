#!/usr/bin/env node
// The Solidity compiler as forge wants it: an executable that answers `--version` and otherwise compiles the standard
// JSON on stdin. It runs the npm package `solc`, so the version is the one the lock file pins.
import { readFileSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

if (process.argv.includes('--version')) {
  // From package.json and not from the compiler: loading the compiler takes a second, and forge asks at every start.
  const { version } = require('solc/package.json')
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${version}`)
} else {
  const solc = require('solc')
  const output = Buffer.from(solc.compile(readFileSync(0, 'utf8')))
  // A pipe takes a few KiB at a time; process.stdout.write would lose the rest if the process ended before it drained.
  for (let written = 0; written < output.length; ) {
    try {
      written += writeSync(1, output, written)
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error
    }
  }
}
