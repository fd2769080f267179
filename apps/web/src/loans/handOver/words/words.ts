import { ownWords } from '../../../i18n/ownWords.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Messages of handing notes over, which no first page brings. */
export const useHandOverWords = ownWords(zh, en)
