import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'

const AccountList = lazy(() => import('./AccountList.tsx'))

interface AccountChoiceProps {
  readonly className?: string | undefined
  readonly title?: string
  readonly children: ReactNode
}

/** A button that opens the list of accounts; the list behind it is loaded when first opened. */
export function AccountChoice({ className, title, children }: AccountChoiceProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={open}
        title={title}
        onClick={() => setOpen(true)}
      >
        {children}
      </button>
      {open && (
        <Suspense fallback={null}>
          <AccountList anchor={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
