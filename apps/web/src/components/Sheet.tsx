import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useI18n } from '../i18n/context.tsx'
import styles from './Sheet.module.css'

interface SheetProps {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A panel over the page: the browser's own modal dialog, which keeps focus inside and closes with Escape. */
export function Sheet({ title, open, onClose, children }: SheetProps) {
  const { t } = useI18n()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const element = dialog.current
    if (!open || !element) return
    element.showModal()
    return () => {
      element.close()
      // The browser gives the focus back to what opened it; where that is gone, the page takes it. Until the next frame
      // what had the focus in here may seem to have it still, though nobody sees it any more.
      const at = document.activeElement
      if (at === document.body || element.contains(at))
        document.getElementById('content')?.focus({ preventScroll: true })
    }
  }, [open])
  return (
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-labelledby={heading}
      // The browser tells of a closing only after it: whoever opened the sheet again by then would see it closed once more.
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClose={() => {
        // A second Escape in a row closes without asking.
        if (open && !dialog.current?.open) onClose()
      }}
    >
      {open && (
        <>
          <header className={styles.head}>
            <h2 id={heading}>{title}</h2>
            <button type="button" className={styles.close} aria-label={t('page.close')} onClick={onClose}>
              <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
                <path d="m3 3 10 10M13 3 3 13" stroke="currentColor" strokeWidth="1.6" />
              </svg>
            </button>
          </header>
          {children}
        </>
      )}
    </dialog>
  )
}
