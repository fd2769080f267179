import { ownWords } from '../../i18n/ownWords.ts'
import { enterEn } from './enterEn.ts'
import { enterZh } from './enterZh.ts'

/** Messages of signing up and in, which the first page has no use for. */
export const useEnterWords = ownWords(enterZh, enterEn)
