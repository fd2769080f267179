import { makeI18n, type TranslateOf, useI18n } from '../../i18n/context.tsx'
import { en } from './en.ts'
import { zh } from './zh.ts'

export type WordKey = keyof typeof zh

/** Messages of the pages by which an account is changed: too many for the first page, which brings none of them. */
export interface Words {
  readonly t: TranslateOf<typeof zh>
  readonly message: (key: WordKey) => string | undefined
}

const worded: Record<'zh' | 'en', Words> = {
  zh: makeI18n('zh', zh as never) as never,
  en: makeI18n('en', en as never) as never,
}

/** The same in the language the page is shown in. */
export const useWords = (): Words => worded[useI18n().language]
