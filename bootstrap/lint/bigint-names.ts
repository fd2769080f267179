/** A node of the syntax tree; what it has depends on its type. */
export type Node = { readonly type: string; readonly span?: { readonly start: number } } & Record<
  string,
  unknown
>

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

/** Calls `visit` with every node below and including this one. */
export const walk = (node: unknown, visit: (node: Node) => void): void => {
  if (Array.isArray(node)) for (const item of node) walk(item, visit)
  else if (typeof node === 'object' && node !== null) {
    if (isNode(node)) visit(node)
    for (const value of Object.values(node)) if (typeof value === 'object') walk(value, visit)
  }
}

/** What types are written for names, over all sources: the checker of this TypeScript has no interface to ask. */
export interface WrittenNames {
  /** Whether members of this name are bigint where their type is written, and nothing else anywhere. */
  readonly isBigMember: (name: string) => boolean
  /** The same of what functions of this name return. */
  readonly isBigResult: (name: string) => boolean
}

const typeOf = (node: Node): string | undefined => {
  const annotation = node.typeAnnotation ?? node.returnType ?? node.typeAnn
  if (!isNode(annotation)) return undefined
  const inner = annotation.typeAnnotation
  return isNode(inner) ? String(inner.kind ?? inner.type) : undefined
}

const nameIn = (node: unknown): string | undefined =>
  isNode(node) && typeof node.value === 'string' ? node.value : undefined

/** Columns of amounts: their rows hold bigint without a word of it where they are read. */
const amountColumns = new Set(['baseUnits', 'uint256'])

type Note = (kind: 'member' | 'result', name: string | undefined, type: string | undefined) => void

const noteTypes = (node: Node, note: Note): void => {
  const { type, key, value, init } = node
  if (type === 'TsPropertySignature' || type === 'ClassProperty' || type === 'PrivateProperty')
    note('member', nameIn(key), typeOf(node))
  if (type === 'TsMethodSignature') note('result', nameIn(key), typeOf(node))
  if (type === 'FunctionDeclaration') note('result', nameIn(node.identifier), typeOf(node) ?? 'inferred')
  if (type === 'MethodProperty') note('result', nameIn(key), typeOf(node) ?? 'inferred')
  if (type === 'ClassMethod') note('result', nameIn(key), typeOf(node.function as Node) ?? 'inferred')
  if (type === 'VariableDeclarator' && isNode(init) && init.type === 'ArrowFunctionExpression')
    note('result', nameIn(node.id), typeOf(init) ?? 'inferred')
  if (type === 'KeyValueProperty' && isNode(value) && value.type === 'CallExpression') {
    const callee = nameIn(value.callee)
    if (callee !== undefined && amountColumns.has(callee)) note('member', nameIn(key), 'bigint')
  }
}

/** Reads the written types of all sources. */
export const writtenNames = (modules: readonly Node[]): WrittenNames => {
  const types = { member: new Map<string, Set<string>>(), result: new Map<string, Set<string>>() }
  for (const module of modules)
    walk(module, (node) =>
      noteTypes(node, (kind, name, type) => {
        if (name === undefined || type === undefined) return
        types[kind].set(name, (types[kind].get(name) ?? new Set()).add(type))
      }),
    )
  const onlyBig = (found: Set<string> | undefined) => found?.size === 1 && found.has('bigint')
  return {
    isBigMember: (name) => onlyBig(types.member.get(name)),
    isBigResult: (name) => onlyBig(types.result.get(name)),
  }
}
