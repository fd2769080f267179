import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { contractsFolder, repositoryFolder } from './forge.ts'

/** The folder the SDK imports from; ignored by git and made anew whenever the stamp differs. */
export const generatedFolder = join(repositoryFolder, 'packages', 'sdk', 'src', 'generated')

/** Contracts of others, deployed as their makers built them. */
const builtByOthers = [
  { name: 'EntryPoint', artifact: '@account-abstraction/contracts/artifacts/EntryPoint.json' },
] as const

/** EIP-170: a contract with more code than this cannot be deployed. */
const codeLimit = 24_576

type LinkReferences = Record<string, Record<string, { start: number; length: number }[]>>
type Artifact = {
  abi: unknown[]
  bytecode: { object: string; linkReferences: LinkReferences }
  deployedBytecode: { object: string }
  metadata: { settings: { compilationTarget: Record<string, string> } }
}
type Compiled = { name: string; source: string; artifact: Artifact }

const compiled = (outFolder: string): Compiled[] =>
  readdirSync(outFolder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json') && !path.startsWith('build-info'))
    .map((path) => JSON.parse(readFileSync(join(outFolder, path), 'utf8')) as Artifact)
    .filter((artifact) => artifact.metadata?.settings?.compilationTarget !== undefined)
    .map((artifact) => {
      const [[source, name] = ['', '']] = Object.entries(artifact.metadata.settings.compilationTarget)
      return { name, source, artifact }
    })
    // An artifact of a source that was since removed stays in the folder.
    .filter(({ source }) => existsSync(join(repositoryFolder, source)))
    .filter(({ source }) => source.startsWith('contracts/src/'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

const abiSource = ({ name, source, artifact }: Compiled): string =>
  `// Generated from ${source}.\nexport const ${lowerFirst(name)}Abi = ${JSON.stringify(artifact.abi, null, 2)} as const\n`

const bytecodeSource = ({ name, source, artifact }: Compiled): string => {
  const places = Object.entries(artifact.bytecode.linkReferences).flatMap(([file, libraries]) =>
    Object.entries(libraries).map(([library, at]) => ({ library, file, at })),
  )
  const code = `// Generated from ${source}.\nexport const ${lowerFirst(name)}Bytecode = '${artifact.bytecode.object}' as const\n`
  if (places.length === 0) return code
  const links = JSON.stringify(places, null, 2)
  return `${code}\n/** Where addresses of deployed libraries go, in bytes from the start of the code. */\nexport const ${lowerFirst(name)}Libraries = ${links} as const\n`
}

/** Makes a folder hold exactly these files; one that is right already is left alone, so that no watcher starts. */
const writeFolder = (folder: string, files: ReadonlyMap<string, string>): void => {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(join(folder, name))
  for (const [name, content] of files) {
    const path = join(folder, name)
    if (existsSync(path) && readFileSync(path, 'utf8') === content) continue
    writeFileSync(`${path}.new`, content)
    renameSync(`${path}.new`, path)
  }
}

/**
 * Writes the typed ABI of every contract, library and interface, and the creation code of what can be deployed.
 * @returns how many ABIs and codes were written.
 * @throws if two contracts share a name, or one is too large to be deployed.
 */
export const writeGenerated = (): { abis: number; bytecodes: number } => {
  const all = compiled(join(contractsFolder, 'out'))
  for (const [index, { name, source }] of all.entries()) {
    const next = all[index + 1]
    if (next?.name === name)
      throw new Error(`${name} stands in both ${source} and ${next.source}: rename one.`)
  }
  for (const { name, artifact } of all) {
    const size = (artifact.deployedBytecode.object.length - 2) >> 1
    if (size > codeLimit)
      throw new Error(`${name} has ${size} bytes of code; a chain takes ${codeLimit} at most.`)
  }
  const deployable = all.filter(({ artifact }) => artifact.bytecode.object !== '0x')
  const abis = new Map(all.map((item) => [`${item.name}.ts`, abiSource(item)]))
  abis.set(
    'index.ts',
    all.map(({ name }) => `export { ${lowerFirst(name)}Abi } from './${name}.ts'\n`).join(''),
  )
  writeFolder(join(generatedFolder, 'abi'), abis)
  const codes = new Map(deployable.map((item) => [`${item.name}.ts`, bytecodeSource(item)]))
  for (const { name, artifact } of builtByOthers) {
    const path = join(repositoryFolder, 'node_modules', artifact)
    const { bytecode } = JSON.parse(readFileSync(path, 'utf8')) as { bytecode: string }
    codes.set(
      `${name}.ts`,
      `// Taken from ${artifact}.\nexport const ${lowerFirst(name)}Bytecode = '${bytecode}' as const\n`,
    )
  }
  writeFolder(join(generatedFolder, 'bytecode'), codes)
  return { abis: all.length, bytecodes: codes.size }
}
