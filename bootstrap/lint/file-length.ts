import { globSync, readFileSync } from 'node:fs'
import { relative, sep } from 'node:path'

/** Newcomers get lost in giants; the line below which a file stays, tests included. */
export const lineLimit = 400

const sources = '{packages,apps,contracts,bootstrap,bench}/**/*.{ts,tsx,mjs,css,sol}'
const notOurs = /(^|\/)(node_modules|dist|generated|out|cache)(\/|$)/

/** Prints every source file over the limit. @returns how many there are. */
export const longFiles = (root: string, print: (line: string) => void): number => {
  const paths = globSync(sources, {
    cwd: root,
    exclude: (path) => notOurs.test(String(path).split(sep).join('/')),
  })
  let found = 0
  for (const path of paths.sort()) {
    const lines = readFileSync(`${root}/${path}`, 'utf8').split('\n').length - 1
    if (lines <= lineLimit) continue
    found++
    print(`${relative('.', path)} has ${lines} lines; ${lineLimit} is the limit.\n`)
  }
  return found
}
