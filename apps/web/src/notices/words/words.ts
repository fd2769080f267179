import { makeI18n, type TranslateOf, useI18n } from '../../i18n/context.tsx'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Messages of notices, which the first page does not bring. */
export interface Words {
  readonly t: TranslateOf<typeof zh>
}

const worded: Record<'zh' | 'en', Words> = {
  zh: makeI18n('zh', zh as never) as never,
  en: makeI18n('en', en as never) as never,
}

/** In the language the page is shown in. */
export const useWords = (): Words => worded[useI18n().language]
