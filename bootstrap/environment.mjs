import { delimiter, dirname } from 'node:path'

// npm tells its scripts about itself; a second npm below would take that for its own settings (above all the prefix,
// and with it the folder it installs into). What the user set, such as a registry or a proxy, stays.
const ofTheOuterNpm =
  /^(npm_lifecycle_.*|npm_package_.*|npm_command|npm_execpath|npm_node_execpath|npm_config_(local_prefix|prefix|global_prefix|npm_version|user_agent|node_gyp)|NODE|INIT_CWD)$/i

/**
 * The environment for a child: without the outer npm's traces, and with the given Node first in the path, so that
 * whatever says `node` below means that one.
 * @param {string} nodeBinary
 * @param {NodeJS.ProcessEnv} from
 */
export const childEnvironment = (nodeBinary, from = process.env) => {
  const environment = Object.fromEntries(Object.entries(from).filter(([key]) => !ofTheOuterNpm.test(key)))
  const pathKey = Object.keys(environment).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  environment[pathKey] = [dirname(nodeBinary), environment[pathKey]].filter(Boolean).join(delimiter)
  return environment
}
