// Before the first paint: theme and language as last set, so that nothing flashes.
try {
  const root = document.documentElement
  const theme = localStorage.getItem('hurong.theme')
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
  const language = localStorage.getItem('hurong.language')
  const english = language ? language === 'en' : /^en\b/i.test(navigator.language)
  root.lang = english ? 'en' : 'zh-CN'
} catch {
  // Storage may be forbidden; the defaults hold.
}
