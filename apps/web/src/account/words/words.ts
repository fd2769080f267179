import { type OwnWords, ownWords } from '../../i18n/ownWords.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

export type WordKey = keyof typeof zh
export type Words = OwnWords<typeof zh>

/** Messages of the pages by which an account is changed: too many for the first page, which brings none of them. */
export const useWords = ownWords(zh, en)
