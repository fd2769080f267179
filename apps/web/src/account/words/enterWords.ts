import { makeI18n, type TranslateOf, useI18n } from '../../i18n/context.tsx'
import { enterEn } from './enterEn.ts'
import { enterZh } from './enterZh.ts'

/** Messages of signing up and in, which the first page has no use for. */
export interface EnterWords {
  readonly t: TranslateOf<typeof enterZh>
}

const worded: Record<'zh' | 'en', EnterWords> = {
  zh: makeI18n('zh', enterZh as never) as never,
  en: makeI18n('en', enterEn as never) as never,
}

/** The same in the language the page is shown in. */
export const useEnterWords = (): EnterWords => worded[useI18n().language]
