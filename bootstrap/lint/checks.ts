import { runForge } from '../../contracts/tools/forge.ts'
import { packageScript, root, runScript } from '../run-script.ts'
import { printBareDivisions } from './bigint-division.ts'
import { printDeadNames } from './doc-names.ts'
import { longFiles } from './file-length.ts'

/** One way of looking at the sources; it prints what it finds. */
export type Check = { readonly name: string; readonly passes: () => Promise<boolean> }

const print = (part: string) => void process.stdout.write(part)

const tool = (name: string, packageName: string, command: string, args: readonly string[]): Check => ({
  name,
  passes: async () => (await runScript(packageScript(packageName, command), args, print)).code === 0,
})

const imports: Check = {
  name: 'Who imports whom (dependency-cruiser)',
  passes: async () => {
    const args = ['--config', '.dependency-cruiser.cjs', 'packages', 'apps', 'contracts/tools', 'bootstrap']
    const { code, output } = await runScript(packageScript('dependency-cruiser', 'depcruise'), args)
    // It reads TypeScript through swc, and misses the compiler aloud: that of version 7 has no interface for it yet.
    print(output.replace(/‼ missing-tsc-transpiler[\s\S]*$/, ''))
    return code === 0
  },
}

const solhint: Check = {
  name: 'Solidity (solhint)',
  passes: async () => {
    const args = ['--config', 'contracts/.solhint.json', '--disc', 'contracts/src/**/*.sol']
    const { code, output } = await runScript(packageScript('solhint', 'solhint'), args)
    // Beside its findings it prints advertisements in frames.
    print(output.replaceAll(/^[┌│└].*\n/gm, ''))
    return code === 0
  },
}

/** Everything `npm run lint` looks at, in order. */
export const checks: readonly Check[] = [
  tool('Format and lint (Biome)', '@biomejs/biome', 'biome', ['check', '--max-diagnostics=50', '.']),
  tool('Types (TypeScript)', 'typescript', 'tsc', ['-p', 'tsconfig.json']),
  imports,
  { name: 'No bare division of amounts', passes: async () => printBareDivisions(root, print) === 0 },
  { name: 'No file over 400 lines', passes: async () => longFiles(root, print) === 0 },
  { name: 'Documents name what is there', passes: async () => printDeadNames(root, print) === 0 },
  solhint,
  { name: 'Solidity format (forge fmt)', passes: async () => (await runForge(['fmt', '--check'])) === 0 },
]

/** @returns the names of the checks that found something. */
export const runChecks = async (): Promise<string[]> => {
  const failed: string[] = []
  for (const { name, passes } of checks) {
    console.log(`\n── ${name}`)
    const passed = await passes().catch((error: Error) => {
      console.error(error.message)
      return false
    })
    console.log(passed ? 'ok' : `${name}: failed`)
    if (!passed) failed.push(name)
  }
  return failed
}
