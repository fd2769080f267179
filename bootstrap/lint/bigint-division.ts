import { globSync, readFileSync } from 'node:fs'
import { sep } from 'node:path'
import { parseSync } from '@swc/core'
import { isNode, type Node, type WrittenNames, walk, writtenNames } from './bigint-names.ts'

/** A division of whole amounts that does not say which way it rounds. */
export interface BareDivision {
  readonly path: string
  readonly line: number
  readonly text: string
}

const arithmetic = new Set(['+', '-', '*', '/', '%', '**', '<<', '>>', '&', '|', '^'])
const either = new Set(['??', '||', '&&'])

/** A binding: the parser gives names of different scopes different contexts. */
const bindingOf = (node: Node) => `${node.value}#${node.ctxt}`

/** Tells which expressions of one module are bigint, by what is written in it and which names are so everywhere. */
const bigintTeller = (module: Node, names: WrittenNames) => {
  const known = new Map<string, boolean>()
  const isBig = (node: unknown): boolean => {
    if (!isNode(node)) return false
    if (node.type === 'BigIntLiteral') return true
    if (node.type === 'Identifier') return known.get(bindingOf(node)) === true
    if (node.type === 'MemberExpression')
      return isNode(node.property) && names.isBigMember(String(node.property.value))
    if (node.type === 'BinaryExpression') {
      const operator = String(node.operator)
      if (arithmetic.has(operator)) return isBig(node.left) || isBig(node.right)
      return either.has(operator) && isBig(node.right)
    }
    if (node.type === 'ConditionalExpression') return isBig(node.consequent) || isBig(node.alternate)
    if (node.type === 'UnaryExpression') return node.operator === '-' && isBig(node.argument)
    if (node.type === 'TsAsExpression' || node.type === 'TsNonNullExpression')
      return isBigType(node.typeAnnotation) || isBig(node.expression)
    if (node.type === 'CallExpression') {
      const callee = node.callee as Node
      const name = callee.type === 'MemberExpression' ? (callee.property as Node).value : callee.value
      return name === 'BigInt' || name === 'asUintN' || names.isBigResult(String(name))
    }
    if (node.type === 'ParenthesisExpression' || node.type === 'AwaitExpression')
      return isBig(node.expression ?? node.argument)
    return false
  }
  const isBigType = (type: unknown) => isNode(type) && type.type === 'TsKeywordType' && type.kind === 'bigint'

  const bind = (pattern: unknown, init: unknown): void => {
    if (!isNode(pattern)) return
    if (pattern.type === 'Identifier') {
      const annotation = pattern.typeAnnotation
      const big = isNode(annotation) ? isBigType(annotation.typeAnnotation) : isBig(init)
      if (big) known.set(bindingOf(pattern), true)
    }
    if (pattern.type === 'AssignmentPattern') bind(pattern.left, pattern.right)
    if (pattern.type === 'ObjectPattern')
      for (const property of pattern.properties as Node[]) {
        const { key, value } = property as { key?: Node; value?: Node | null }
        const name = key === undefined ? undefined : String(key.value)
        if (name === undefined || !names.isBigMember(name)) continue
        const bound = property.type === 'KeyValuePatternProperty' ? value : key
        if (isNode(bound) && bound.type === 'Identifier') known.set(bindingOf(bound), true)
      }
  }
  walk(module, (node) => {
    if (node.type === 'VariableDeclarator') bind(node.id, node.init)
    if (node.type === 'Parameter') bind(node.pat, undefined)
    if (node.type === 'ArrowFunctionExpression')
      for (const parameter of node.params as unknown[]) bind(parameter, undefined)
  })
  return isBig
}

const parse = (source: string, path: string): Node =>
  parseSync(source, { syntax: 'typescript', tsx: path.endsWith('x') }) as unknown as Node

/**
 * Finds `/` and `/=` where a side is seen to be a bigint: `divDown` and `divUp` of finance say who gains the odd unit, a
 * bare `/` says nothing. Types are told from what is written (literals, annotations, calls and members with a name that
 * is bigint everywhere it is declared); a bigint that reaches a division by inference through another file alone is not seen.
 */
export const bareDivisions = (
  sources: ReadonlyMap<string, string>,
  isExempt: (path: string) => boolean = () => false,
): BareDivision[] => {
  const modules = new Map([...sources].map(([path, source]) => [path, parse(source, path)]))
  const names = writtenNames([...modules.values()])
  const found: BareDivision[] = []
  for (const [path, module] of modules) {
    if (isExempt(path)) continue
    const isBig = bigintTeller(module, names)
    const bytes = Buffer.from(sources.get(path) ?? '')
    walk(module, (node) => {
      const divides =
        (node.type === 'BinaryExpression' && node.operator === '/') ||
        (node.type === 'AssignmentExpression' && node.operator === '/=')
      if (!divides || !(isBig(node.left) || isBig(node.right))) return
      // Spans count bytes from one.
      const start = (node.span?.start ?? 1) - 1
      const line = bytes.subarray(0, start).toString().split('\n').length
      found.push({ path, line, text: bytes.toString().split('\n')[line - 1]?.trim() ?? '' })
    })
  }
  return found
}

const places = '{packages,apps,bench,bootstrap,contracts/tools}/**/*.{ts,tsx}'
const notOurs = /(^|\/)(node_modules|dist|generated|out|cache)(\/|$)/

/** Places on a drawing or a slider, where an odd unit is nobody's. */
const drawings = new Set([
  'apps/web/src/borrow/page.tsx',
  'apps/web/src/loans/ScheduleBars.tsx',
  'apps/web/src/portfolio/CalendarChart.tsx',
  'apps/web/src/components/axis.ts',
])

/** The arithmetic itself, tests that reckon another way, the imagined market of the site's tests, and drawings. */
const isAllowed = (path: string) =>
  path.startsWith('packages/finance/') ||
  path.startsWith('apps/web/test/') ||
  /[.](test|e2e)[.]tsx?$/.test(path) ||
  drawings.has(path)

/** Prints every bare division of amounts outside the arithmetic. @returns how many there are. */
export const printBareDivisions = (root: string, print: (line: string) => void): number => {
  const paths = globSync(places, {
    cwd: root,
    exclude: (path) => notOurs.test(String(path).split(sep).join('/')),
  }).map((path) => path.split(sep).join('/'))
  const sources = new Map(paths.sort().map((path) => [path, readFileSync(`${root}/${path}`, 'utf8')]))
  const found = bareDivisions(sources, isAllowed)
  for (const { path, line, text } of found)
    print(
      `${path}:${line} divides without saying how it rounds: ${text}\n  Use divDown or divUp of @hurong/finance.\n`,
    )
  return found.length
}
