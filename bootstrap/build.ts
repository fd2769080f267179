import { runProgram } from './run-script.ts'

// The contracts were compiled before this started. Each workspace that is built says how in its own script; npm takes
// them in the order of the root's list.
const npm = process.env.HURONG_NPM
if (npm === undefined) throw new Error('Start it as `npm run build`.')
const args = [npm, 'run', 'build', '--workspaces', '--if-present']
const { code } = await runProgram(
  process.execPath,
  args,
  process.env,
  (part) => void process.stdout.write(part),
)
process.exitCode = code
