import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Refusal } from './say.mjs'

/**
 * npm's own script, to be run under the Node we choose: npm installs for the Node it runs on, and under an older one it picks
 * older packages and leaves native ones out.
 */
export const npmScript = () => {
  const outer = process.env.npm_execpath
  if (outer && basename(outer) === 'npm-cli.js' && existsSync(outer)) return outer
  const beside = dirname(process.execPath)
  const inPath = (process.env.PATH ?? process.env.Path ?? '').split(process.platform === 'win32' ? ';' : ':')
  const places = [beside, ...inPath].flatMap((folder) => [
    join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ])
  const found = places.find((place) => existsSync(place))
  if (found === undefined)
    throw new Refusal('npm was not found beside Node. Start with `npm start` instead of `node`.')
  return found
}
