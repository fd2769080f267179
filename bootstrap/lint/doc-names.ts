import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'

/** Something a document names that is not there under that name. */
export interface DeadName {
  readonly path: string
  readonly line: number
  readonly text: string
}

/** What documents may name. */
export interface Sources {
  /** Whether a file or a folder is there, by its path from the root. */
  readonly has: (path: string) => boolean
  /** The texts of the source files whose path ends so. */
  readonly ending: (path: string) => readonly string[]
  /** Functions of the contracts' tests. */
  readonly solidityTests: ReadonlySet<string>
  /** Scripts of the root's `package.json`. */
  readonly scripts: ReadonlySet<string>
}

const links = /\]\(([^)\s#]+)[^)\s]*\)/g
/** A last part in capitals (`docs/models/NAME`) is the reader's to fill in. */
const paths =
  /(?<![\w./-])(?:contracts|packages|apps|bootstrap|bench|docs)\/(?![\w/]*\/[A-Z]+(?![\w.]))[\w./@-]*\w/g
/** What a build writes is there for whoever ran it. */
const isBuilt = (path: string) => /(^|\/)dist(\/|$)/.test(path)
const commands = /\bnpm run (?:--silent )?([\w:-]+)(?![^`\n]* -w )/g
/** A name in backticks, and what stands between it and the one before. */
const spans = /([^`]*)`([^`]+)`/g
const isSource = /^[\w./-]+\.(?:sol|tsx?|mjs)$/
const isSolidityTest = /^(?:test|testFuzz|invariant)_\w+$/

const captured = (line: string, pattern: RegExp) =>
  [...line.matchAll(pattern)].map((match) => match[1] ?? match[0])

/** Files named without their folder, and what is said to stand in them: `file`: `part`, `part…`. */
const deadSpans = (line: string, { ending, solidityTests }: Sources): string[] => {
  const dead: string[] = []
  let texts: readonly string[] = []
  let afterFile = false
  let isInFile = false
  for (const [, between = '', span = ''] of line.matchAll(spans)) {
    if (isSource.test(span)) {
      texts = ending(span)
      if (texts.length === 0) dead.push(span)
      afterFile = true
      continue
    }
    isInFile = afterFile ? /^:? $/.test(between) : isInFile && between === ', '
    afterFile = false
    const part = span.replaceAll('…', '')
    if (isInFile && !texts.some((text) => text.includes(part))) dead.push(span)
    else if (isSolidityTest.test(span) && !solidityTests.has(span)) dead.push(span)
  }
  return dead
}

/** Finds links that lead nowhere, and files, tests and commands that do not exist under the name given. */
export const deadNames = (documents: ReadonlyMap<string, string>, sources: Sources): DeadName[] => {
  const found: DeadName[] = []
  for (const [path, document] of documents)
    for (const [index, line] of document.split('\n').entries()) {
      const near = captured(line, links).filter((target) => !/^\w+:/.test(target))
      const dead = [
        ...near.filter((target) => !sources.has(join(dirname(path), target))),
        ...captured(line, paths).filter(
          (named) => !near.includes(named) && !isBuilt(named) && !sources.has(named),
        ),
        ...captured(line, commands).filter((name) => !sources.scripts.has(name)),
        ...deadSpans(line, sources),
      ]
      for (const text of new Set(dead)) found.push({ path, line: index + 1, text })
    }
  return found
}

const notOurs = /(^|\/)(node_modules|dist|generated|out|cache|\.\w+)(\/|$)/

/** Prints every name in the documents that nothing has. @returns how many there are. */
export const printDeadNames = (root: string, print: (line: string) => void): number => {
  const list = (pattern: string) =>
    globSync(pattern, { cwd: root, exclude: (path) => notOurs.test(String(path).split(sep).join('/')) })
      .map((path) => path.split(sep).join('/'))
      .sort()
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const sources = list('{packages,apps,bootstrap,bench,contracts}/**/*.{sol,ts,tsx,mjs}')
  const solidityTests = list('contracts/test/**/*.sol').flatMap((path) =>
    captured(read(path), /function (\w+)/g),
  )
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const found = deadNames(new Map(list('**/*.md').map((path) => [path, read(path)])), {
    has: (path) => existsSync(join(root, path)),
    ending: (end) => sources.filter((path) => `/${path}`.endsWith(`/${end}`)).map(read),
    solidityTests: new Set(solidityTests),
    scripts: new Set(Object.keys(scripts)),
  })
  for (const { path, line, text } of found) print(`${path}:${line} names what is not there: ${text}\n`)
  return found.length
}
