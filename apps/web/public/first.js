// Before the first paint: theme and language as last set, so that nothing flashes; and the words are asked for together with
// the code that will want them.
try {
  const root = document.documentElement
  const theme = localStorage.getItem('hurong.theme')
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
  const language = localStorage.getItem('hurong.language')
  const english = language ? language === 'en' : /^en\b/i.test(navigator.language)
  root.lang = english ? 'en' : 'zh-CN'
  const words = document.querySelector(`meta[name="hurong-words-${english ? 'en' : 'zh'}"]`)
  if (words) {
    const link = document.createElement('link')
    Object.assign(link, { rel: 'modulepreload', crossOrigin: '', href: words.content })
    document.head.append(link)
  }
} catch {
  // Storage may be forbidden; the defaults hold.
}
