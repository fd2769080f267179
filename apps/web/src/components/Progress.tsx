import styles from './Progress.module.css'

/** A thin bar; `share` in millionths. The words beside it say what it means, so it is silent itself. */
export function Progress({ share }: { readonly share: number }) {
  const width = `${Math.min(100, Math.max(0, share / 10_000))}%`
  return (
    <div className={styles.track} aria-hidden="true">
      <i style={{ width }} />
    </div>
  )
}
