/** One change to one place of a source. `at` counts characters from the start of the file. */
export type Mutation = {
  readonly operator: string
  readonly at: number
  readonly from: string
  readonly to: string
}

type Operator = {
  readonly name: string
  readonly pattern: RegExp
  /** What to put in the place of a match; nothing to leave it alone. */
  readonly replace: (match: RegExpExecArray) => string | undefined
}

const swap = (pairs: Record<string, string>) => (match: RegExpExecArray) => pairs[match[0]]

/** A field that is set: of what, which, and to what. */
const fieldSet = (line: string) => /^(\w+)\.(\w+) (?:=|\+=|-=) (.*);$/.exec(line.trim())

/** Two fields that are set, neither from what the other belongs to: their order is nobody's to see. */
const setApart = (one: string, other: string): boolean => {
  const [first, second] = [fieldSet(one), fieldSet(other)]
  if (first === null || second === null) return false
  const reads = (value = '', of = '') => new RegExp(`\\b${of}\\b`).test(value)
  const isSame = first[1] === second[1] && first[2] === second[2]
  return !isSame && !reads(first[3], second[1]) && !reads(second[3], first[1])
}

/** The lesser or greater of two, chosen by comparing them: which of two equal ones it is, nobody sees. */
const choosesBetween = ({ input, index }: RegExpExecArray): boolean =>
  /(\w+) [<>]=? (\w+) \? (\1 : \2|\2 : \1)\b/.exec(
    input.slice(input.lastIndexOf('\n', index), input.indexOf('\n', index)),
  ) !== null

/** The whole line stays as an empty statement, so that an `else` after it still has something to follow. */
const without = () => '{ }'

const operators: readonly Operator[] = [
  {
    name: 'rounding',
    pattern: /\b(divUp|mulDivUp|mulDiv|divDown)\b(?=\()/g,
    replace: swap({ divUp: 'rawDiv', divDown: 'divUp', mulDivUp: 'mulDiv', mulDiv: 'mulDivUp' }),
  },
  {
    name: 'boundary',
    pattern: /(?<= )(<=|>=|<|>)(?= )/g,
    replace: (match) =>
      choosesBetween(match) ? undefined : swap({ '<': '<=', '<=': '<', '>': '>=', '>=': '>' })(match),
  },
  { name: 'equality', pattern: /(?<= )(==|!=)(?= )/g, replace: swap({ '==': '!=', '!=': '==' }) },
  { name: 'arithmetic', pattern: /(?<= )([+-])(?= )/g, replace: swap({ '+': '-', '-': '+' }) },
  { name: 'assignment', pattern: /(?<= )(\+=|-=)(?= )/g, replace: swap({ '+=': '-=', '-=': '+=' }) },
  { name: 'logic', pattern: /(?<= )(&&|\|\|)(?= )/g, replace: swap({ '&&': '||', '||': '&&' }) },
  // A check is a condition that ends in `revert`, on one line or over two.
  { name: 'check', pattern: /\bif \([^;{}]*\) revert \w+\([^;]*\);/g, replace: without },
  {
    name: 'check',
    pattern:
      /^ +(_require\w+|requireActive|_checkTransfer|_giveBack|_bringLimits|_setLimits|_participants\(\)\.check\w+|participants\.(requireActive|recordRaise))\([^;]*\);/gm,
    replace: without,
  },
  {
    name: 'guard',
    pattern: / (nonReentrant|restricted|onlyNotes)(?=\s)/g,
    replace: () => '',
  },
  // State: an assignment to storage, a delete, a push or a pop.
  {
    name: 'update',
    pattern:
      /^ +(_?[a-z]\w*(\[[^=;\n]*\])+|position\.\w+|allocation\.\w+|record\.\w+|entry\.\w+) (=|\+=|-=) [^;]*;/gm,
    replace: without,
  },
  {
    name: 'update',
    pattern: /^ +(delete [^;]+|\w+(\[[^;\n]*\])?\.(push|pop)\([^;]*\));/gm,
    replace: without,
  },
  {
    name: 'order',
    pattern: /^( +)([^\n{}]+;)\n\1(?! )([^\n{}]+;)$/gm,
    replace: ([, indent, first, second]) =>
      /^(return|revert|emit|if|else|uint|address|bool|using|error|event)/.test(`${first} ${second}`.trim()) ||
      /^(return|if|else|revert)/.test(second ?? '') ||
      setApart(first ?? '', second ?? '')
        ? undefined
        : `${indent}${second}\n${indent}${first}`,
  },
  {
    name: 'least',
    pattern: /\b(_least|min|max)\(([^(),]+), ([^(),]+)\)/g,
    replace: ([, name, a, b]) =>
      name === '_least' ? `(${a} > ${b} ? ${a} : ${b})` : `${name === 'min' ? 'max' : 'min'}(${a}, ${b})`,
  },
  {
    name: 'choice',
    pattern: /(?<= )(\w+) ([<>]) (\w+) \? /g,
    replace: ([, a, sign, b]) => `${a} ${sign === '<' ? '>' : '<'} ${b} ? `,
  },
  {
    name: 'constant',
    pattern: /(?<=[ (])(\d[\d_]*)(e\d+)?(?=( days)?[ ;),])/g,
    replace: ([, digits, exponent]) =>
      exponent
        ? `${digits}e${Number(exponent.slice(1)) + 1}`
        : `${BigInt((digits ?? '0').replaceAll('_', '')) + 1n}`,
  },
]

/** The same text with comments, strings, imports and declarations of events and errors blanked out, every place kept. */
const onlyCode = (source: string): string =>
  source.replace(
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"[^"\n]*"|^(import|pragma|using)[^;]*;|\b(event|error) \w+\([^;]*;/gm,
    (text) => text.replace(/[^\n]/g, ' '),
  )

/** Every mutation of a source, in the order of their places. */
export const mutationsOf = (source: string): Mutation[] => {
  const code = onlyCode(source)
  return operators
    .flatMap(({ name, pattern, replace }) =>
      [...code.matchAll(pattern)].flatMap((match): Mutation[] => {
        const to = replace(match as RegExpExecArray)
        if (to === undefined || to === match[0]) return []
        return [
          {
            operator: name,
            at: match.index,
            from: source.slice(match.index, match.index + match[0].length),
            to,
          },
        ]
      }),
    )
    .sort((a, b) => a.at - b.at || (a.operator < b.operator ? -1 : 1))
}

export const applyMutation = (source: string, { at, from, to }: Mutation): string =>
  source.slice(0, at) + to + source.slice(at + from.length)
