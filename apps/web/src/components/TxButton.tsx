import type { ReactNode, Ref } from 'react'
import { mayStart, type TxState } from '../chain/txState.ts'

interface TxButtonProps {
  /** Of the transaction it starts, or would get in the way of. */
  readonly state: TxState
  readonly onPress: () => void
  readonly disabled?: boolean
  readonly className: string
  readonly ref?: Ref<HTMLButtonElement>
  readonly children: ReactNode
}

/**
 * A button that sends something. While that is under way it can't be pressed, but keeps the focus, which a disabled one
 * loses: whoever declines in the wallet goes on from where they were.
 */
export function TxButton({ state, onPress, disabled = false, className, ref, children }: TxButtonProps) {
  const busy = !mayStart(state)
  return (
    <button
      ref={ref}
      type="button"
      className={className}
      // The way on is beneath it now: the same again would be refused again.
      data-yields={(!busy && state.wanted !== undefined) || undefined}
      disabled={disabled && !busy}
      aria-disabled={busy || undefined}
      onClick={() => {
        if (!busy) onPress()
      }}
    >
      {children}
    </button>
  )
}
