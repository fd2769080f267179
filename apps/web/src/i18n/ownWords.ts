import { type I18n, makeI18n, type TranslateOf, useI18n } from './context.tsx'

/** Messages that only some pages bring, in the language the page is shown in. */
export interface OwnWords<C extends Readonly<Record<string, string>>> extends Omit<I18n, 't' | 'message'> {
  readonly t: TranslateOf<C>
  readonly message: (key: keyof C & string) => string | undefined
}

/** Makes the hook that gives a catalogue of some pages' own. */
export function ownWords<C extends Readonly<Record<string, string>>>(
  zh: C,
  en: Readonly<Record<keyof C, string>>,
): () => OwnWords<C> {
  const worded = { zh: makeI18n('zh', zh as never), en: makeI18n('en', en as never) }
  return () => worded[useI18n().language] as never
}
