/**
 * Keeps the whole site in this browser, so that it goes on, and can be loaded again, when its server is gone.
 * Where no service worker may run (plain http away from this machine), the parts that pay and claim are at least loaded now.
 */
export function keepForOffline(): void {
  if (import.meta.env.DEV) return
  const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1_000))
  idle(() => {
    if ('serviceWorker' in navigator)
      void navigator.serviceWorker.register(`/sw.js?build=${build}`).catch(loadParts)
    else void loadParts()
  })
}

/** Changes with every build, so that the worker is installed anew and keeps the new files. */
const build = encodeURIComponent(new URL(import.meta.url).pathname)

/** What a page needs to act without its server. */
const loadParts = async (): Promise<void> => {
  await Promise.allSettled([import('../chain/connect.ts'), import('../chain/fallback/index.ts')])
}
