import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Refusal } from '../refusal.ts'

type Kind = 'file' | 'text' | 'date' | 'whole'
type Value<K extends Kind> = K extends 'date' | 'whole' ? number : string

/** One flag of a command. */
export type Flag = { readonly kind: Kind; readonly required?: true }
export type Flags = Readonly<Record<string, Flag>>

export type Given<F extends Flags> = {
  readonly [N in keyof F]: F[N] extends { required: true }
    ? Value<F[N]['kind']>
    : Value<F[N]['kind']> | undefined
}

/**
 * Reads the flags of a command. Files are looked for from where the person stands.
 * @throws Refusal that names the flag, with how the command is used.
 */
export function readFlags<const F extends Flags>(args: readonly string[], flags: F, usage: string): Given<F> {
  const options = Object.fromEntries(Object.keys(flags).map((name) => [name, { type: 'string' as const }]))
  let given: Record<string, string | undefined>
  try {
    given = parseArgs({ args: [...args], options, strict: true }).values as Record<string, string | undefined>
  } catch (error) {
    throw new Refusal(`${(error as Error).message.split('. ')[0]}.\n${usage}`)
  }
  const read = Object.entries(flags).map(([name, { kind, required }]) => {
    const text = given[name]
    if (text === undefined && required) throw new Refusal(`--${name} is missing.\n${usage}`)
    return [name, text === undefined ? undefined : readValue(name, kind, text, usage)]
  })
  return Object.fromEntries(read)
}

function readValue(name: string, kind: Kind, text: string, usage: string): string | number {
  if (kind === 'file') return resolve(process.env.INIT_CWD ?? process.cwd(), text)
  if (kind === 'date') {
    const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
    if (Number.isNaN(time))
      throw new Refusal(`--${name} is "${text}": give a date such as 2010-01-01.\n${usage}`)
    return time / 86_400_000
  }
  if (kind === 'whole') {
    if (!/^\d{1,9}$/.test(text)) throw new Refusal(`--${name} is "${text}": give a whole number.\n${usage}`)
    return Number(text)
  }
  return text
}
