import { createContext, Fragment, type ReactNode, use, useMemo } from 'react'
import { formatNumber } from '../format/number.ts'
import { formFor, type Placeholders, partsOf } from './messages.ts'
import type { zh } from './zh/index.ts'

export type Language = 'zh' | 'en'
export type MessageKey = keyof typeof zh
/** What a message needs; nothing for one without placeholders. */
export type Values<K extends MessageKey, V> = { readonly [P in Placeholders<(typeof zh)[K]>]: V }
type Arguments<K extends MessageKey, V> =
  Placeholders<(typeof zh)[K]> extends never ? [] : [values: Values<K, V>]

/** The same for a catalogue of its own, beside the one every page has. */
export type TranslateOf<C extends Readonly<Record<string, string>>> = <K extends keyof C & string>(
  key: K,
  ...values: Placeholders<C[K]> extends never
    ? []
    : [values: { readonly [P in Placeholders<C[K]>]: string | number }]
) => string

export type Translate = <K extends MessageKey>(key: K, ...values: Arguments<K, string | number>) => string
export type TranslateRich = <K extends MessageKey>(key: K, ...values: Arguments<K, ReactNode>) => ReactNode

export interface I18n {
  readonly language: Language
  /** For `Intl` and `lang`. */
  readonly locale: 'zh-CN' | 'en-GB'
  /** A message as text; numbers are written the locale's way. */
  readonly t: Translate
  /** A message with elements in its places. */
  readonly rich: TranslateRich
  /** The message itself, for what is known only while running, such as a contract's error. */
  readonly message: (key: MessageKey) => string
  readonly fill: (key: MessageKey, values: Readonly<Record<string, string | number>>) => string
}

export const localeOf = (language: Language): I18n['locale'] => (language === 'zh' ? 'zh-CN' : 'en-GB')

export function makeI18n(language: Language, catalogue: Readonly<Record<MessageKey, string>>): I18n {
  const locale = localeOf(language)
  const plural = new Intl.PluralRules(locale)
  const message = (key: MessageKey) => catalogue[key]
  const fill: I18n['fill'] = (key, values) =>
    partsOf(message(key))
      .map((part) => {
        if (typeof part === 'string') return part
        const value = values[part.name] ?? ''
        if (part.forms.length > 0) return formFor(part.forms, value, plural)
        return typeof value === 'number' ? formatNumber(value, locale) : value
      })
      .join('')
  const t: Translate = (key, ...[values]) => fill(key, (values ?? {}) as Record<string, string | number>)
  const rich: TranslateRich = (key, ...[values]) =>
    partsOf(catalogue[key]).map((part, index) => {
      if (typeof part === 'string') return part
      const value = (values as Record<string, ReactNode> | undefined)?.[part.name]
      const shown =
        part.forms.length > 0
          ? formFor(part.forms, value, plural)
          : typeof value === 'number'
            ? formatNumber(value, locale)
            : value
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message never change places.
      return <Fragment key={index}>{shown}</Fragment>
    })
  return { language, locale, t, rich, message, fill }
}

const Context = createContext<I18n | null>(null)

export function I18nProvider({
  language,
  catalogue,
  children,
}: {
  language: Language
  catalogue: Readonly<Record<MessageKey, string>>
  children: ReactNode
}) {
  const i18n = useMemo(() => makeI18n(language, catalogue), [language, catalogue])
  return <Context value={i18n}>{children}</Context>
}

/** Messages and locale of the language the page is shown in. */
export function useI18n(): I18n {
  const i18n = use(Context)
  if (!i18n) throw new Error('useI18n needs an I18nProvider above it.')
  return i18n
}
