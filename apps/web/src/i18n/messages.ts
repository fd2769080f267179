/**
 * Names inside braces of a message: `{n}` is replaced by its value, `{n|day|days}` by the form that suits the number `n`.
 */
type Name<S extends string> = S extends `${infer N}|${string}` ? N : S
export type Placeholders<S extends string> = S extends `${string}{${infer P}}${infer Rest}`
  ? Name<P> | Placeholders<Rest>
  : never

/** A catalogue in another language with the same keys, each message naming exactly the same placeholders. */
export type Translation<Source extends Record<string, string>, Given extends Record<string, string>> = {
  [K in keyof Source]: K extends keyof Given
    ? [Placeholders<Source[K]>] extends [Placeholders<Given[K]>]
      ? [Placeholders<Given[K]>] extends [Placeholders<Source[K]>]
        ? Given[K]
        : `extra placeholder in ${K & string}`
      : `missing placeholder in ${K & string}`
    : string
}

/**
 * Checks a translation against its source at compile time: a key or a placeholder that is missing or too much does not
 * compile. The source is given as a type alone, so that no language brings another one's texts along.
 * @example export const home = translates<typeof source>()({ 'home.title': 'Where is it, {name}?' })
 */
export const translates =
  <const Source extends Record<string, string>>() =>
  <const Given extends Record<string, string>>(
    given: Given & Translation<Source, Given> & Record<Exclude<keyof Given, keyof Source>, never>,
  ): { readonly [K in keyof Source]: string } =>
    given as unknown as { readonly [K in keyof Source]: string }

type Part = string | { readonly name: string; readonly forms: readonly string[] }

const parsed = new Map<string, readonly Part[]>()

/** Cuts a message into text and placeholders; done once per message. */
export function partsOf(message: string): readonly Part[] {
  let parts = parsed.get(message)
  if (!parts) {
    parts = message.split(/(\{[^}]*\})/).flatMap((piece): Part[] => {
      if (!piece.startsWith('{')) return piece === '' ? [] : [piece]
      const [name = '', ...forms] = piece.slice(1, -1).split('|')
      return [{ name, forms }]
    })
    parsed.set(message, parts)
  }
  return parts
}

/** Which of `{n|one|other}`'s forms suits `value`. */
export function formFor(forms: readonly string[], value: unknown, plural: Intl.PluralRules): string {
  const number = typeof value === 'number' ? value : Number(String(value).replace(/[^\d.-]/g, ''))
  return (plural.select(number) === 'one' ? forms[0] : forms.at(-1)) ?? ''
}
