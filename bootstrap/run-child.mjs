import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Runs a program on this terminal and gives its exit code, or 128 and the number of the signal that ended it. SIGTERM is passed on
 * once; Ctrl-C is not, because the terminal sends it to the child itself, and twice would cut its goodbye short.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>}
 */
export const runChild = (command, args, options) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    const passOn = () => child.kill('SIGTERM')
    const leaveToTheTerminal = () => undefined
    process.once('SIGTERM', passOn)
    process.on('SIGINT', leaveToTheTerminal)
    const release = () => {
      process.off('SIGTERM', passOn)
      process.off('SIGINT', leaveToTheTerminal)
    }
    child.once('error', (error) => {
      release()
      reject(error)
    })
    child.once('exit', (code, signal) => {
      release()
      resolve(code ?? 128 + (constants.signals[signal ?? 'SIGKILL'] ?? 0))
    })
  })
