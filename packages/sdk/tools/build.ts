import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

// What third parties install: JavaScript and declarations in `dist`, with the loan arithmetic inside, because that package
// is not published on its own.
const folder = resolve(fileURLToPath(new URL('..', import.meta.url)))
const dist = join(folder, 'dist')

interface Manifest {
  name: string
  version: string
  license: string
  type: string
  sideEffects: boolean
  exports: Record<string, string>
  dependencies: Record<string, string>
}
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
const inner = '@hurong/finance'

const compile = (): void => {
  rmSync(dist, { recursive: true, force: true })
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
    'bin',
    'tsc',
  )
  execFileSync(process.execPath, [compiler, '-p', join(folder, 'tsconfig.build.json')], { stdio: 'inherit' })
}

/** Points imports of the arithmetic to its copy beside. */
const bringInside = (): void => {
  const target = join(dist, 'finance', 'src', 'index.js')
  for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(js|d\.ts)$/.test(name)) continue
    const path = join(dist, name)
    const text = readFileSync(path, 'utf8')
    const way = relative(dirname(path), target).replaceAll('\\', '/')
    const changed = text.replaceAll(
      /(['"])@hurong\/finance\1/g,
      `'${way.startsWith('.') ? way : `./${way}`}'`,
    )
    if (changed !== text) writeFileSync(path, changed)
  }
}

/** @throws Error where what is said to be there was not built. */
const entry = (source: string) => {
  const built = source.replace('./src/', './sdk/src/')
  const files = { types: built.replace(/\.ts$/, '.d.ts'), default: built.replace(/\.ts$/, '.js') }
  for (const file of Object.values(files))
    if (!existsSync(join(dist, file))) throw new Error(`${source} is exported and ${file} was not built.`)
  return files
}

/** Fixtures are for this repository's own tests and are not built. */
const isOwn = (source: string): boolean => source.startsWith('./src/fixtures/')

const writeManifest = (): void => {
  const { name, version, license, type, sideEffects, exports, dependencies } = manifest
  const published = {
    name,
    version,
    license,
    type,
    sideEffects,
    exports: Object.fromEntries(
      Object.entries(exports).flatMap(([path, source]) => (isOwn(source) ? [] : [[path, entry(source)]])),
    ),
    dependencies: Object.fromEntries(Object.entries(dependencies).filter(([other]) => other !== inner)),
  }
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify(published, null, 2)}\n`)
  writeFileSync(join(dist, 'README.md'), readFileSync(join(folder, 'README.md')))
}

compile()
bringInside()
writeManifest()
console.log(`sdk: built into ${relative(process.cwd(), dist) || '.'}`)
