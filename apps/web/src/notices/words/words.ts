import { ownWords } from '../../i18n/ownWords.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Messages of notices, which the first page does not bring. */
export const useWords = ownWords(zh, en)
