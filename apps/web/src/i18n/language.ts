import { remembered } from '../settings/remembered.ts'
import type { Language, MessageKey } from './context.tsx'

/** The language as set, else English where the browser prefers it, else Chinese. */
export const preferredLanguage = (setting: string | null, browser: string): Language =>
  setting === 'en' || setting === 'zh' ? setting : /^en\b/i.test(browser) ? 'en' : 'zh'

export const languageSetting = remembered('hurong.language')

/** One language's messages; each language is a chunk of its own. */
export const loadCatalogue = async (language: Language): Promise<Readonly<Record<MessageKey, string>>> =>
  language === 'zh' ? (await import('./zh/index.ts')).zh : (await import('./en/index.ts')).en
