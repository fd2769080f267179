import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatedFolder, writeGenerated } from './abi.ts'
import { runForge } from './forge.ts'
import { contractsStamp } from './stamp.ts'

const stampFile = join(generatedFolder, '.stamp')

/**
 * Compiles the contracts and generates what the SDK imports of them, unless both are up to date.
 * @returns forge's exit code; 0 if there was nothing to do.
 */
export const buildContracts = async (): Promise<number> => {
  const stamp = contractsStamp()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
    console.log('contracts: up to date')
    return 0
  }
  console.log('contracts: compiling')
  rmSync(stampFile, { force: true })
  const code = await runForge(['build', 'contracts/src'])
  if (code !== 0) return code
  const { abis, bytecodes } = writeGenerated()
  writeFileSync(stampFile, stamp)
  console.log(`contracts: ${abis} ABIs and ${bytecodes} codes written to packages/sdk/src/generated`)
  return 0
}

if (import.meta.main) process.exitCode = await buildContracts()
