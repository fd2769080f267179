/** Keeps what the site needs to go on without its server; returns it unchanged. */
export function rememberJson<T>(key: string, value: T): T {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Storage may be full or forbidden; then the page lives as long as it is open.
  }
  return value
}

/** What was kept under `key`, if anything readable. */
export function recallJson<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(key)
    return text === null ? undefined : (JSON.parse(text) as T)
  } catch {
    return undefined
  }
}
