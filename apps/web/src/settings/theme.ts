import { remembered } from './remembered.ts'

export type Theme = 'system' | 'light' | 'dark'

export const themeSetting = remembered('hurong.theme')

export const themeOf = (setting: string | null): Theme =>
  setting === 'light' || setting === 'dark' ? setting : 'system'

/** Shows and remembers a theme; the system's is the absence of a choice. */
export function setTheme(theme: Theme): void {
  themeSetting.set(theme === 'system' ? null : theme)
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}
