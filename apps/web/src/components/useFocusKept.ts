import { useEffect, useRef } from 'react'

/**
 * Gives the focus to the page when it was on a button that is there no longer, because what it was for has been done.
 * @param there Whether the button is.
 */
export function useFocusKept(there: boolean): void {
  const was = useRef(there)
  useEffect(() => {
    const gone = was.current && !there
    if (gone && document.activeElement === document.body) document.getElementById('content')?.focus()
    was.current = there
  }, [there])
}
