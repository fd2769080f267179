import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useI18n } from '../i18n/context.tsx'
import styles from './SearchBox.module.css'

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Finds a loan, a participant or a transaction in the explorer; `/` goes there from anywhere. */
export function SearchBox() {
  const { t } = useI18n()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <search className={styles.search}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() !== '') void navigate({ to: '/explorer', search: { q: text.trim() } })
        }}
      >
        <input
          ref={input}
          type="search"
          aria-label={t('shell.search.label')}
          placeholder={t('shell.search.label')}
          aria-keyshortcuts="/"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <span className={styles.key}>/</span>
      </form>
    </search>
  )
}
