import { spawn } from 'node:child_process'

/** Opens the person's browser where there is one; that there is none is no mistake. */
export const openBrowser = (url: string): void => {
  const [command, args] =
    process.platform === 'darwin'
      ? ['open', [url]]
      : process.platform === 'win32'
        ? ['cmd', ['/c', 'start', '', url]]
        : ['xdg-open', [url]]
  const child = spawn(command as string, args as string[], { stdio: 'ignore', detached: true })
  child.once('error', () => {})
  child.unref()
}
