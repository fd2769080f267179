import { ownWords } from '../../i18n/ownWords.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Messages of the underwriters' queue, which nobody else needs. */
export const useQueueWords = ownWords(zh, en)
