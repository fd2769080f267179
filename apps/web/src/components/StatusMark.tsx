/** Shape tells status before colour does: tick, clock filling by quarter, crossed square, dashed ring. */
export type Mark = 'tick' | 'clock1' | 'clock2' | 'clock3' | 'clock4' | 'cross' | 'ring' | 'dot'

/** The quarter of the clock that is filled grows with the bucket of days past due. */
export const clockOf = (daysPastDue: number): Mark =>
  daysPastDue <= 30 ? 'clock1' : daysPastDue <= 60 ? 'clock2' : daysPastDue <= 90 ? 'clock3' : 'clock4'

const quarters = {
  clock1: 'M7 7V2.2A4.8 4.8 0 0 1 11.8 7Z',
  clock2: 'M7 2.2a4.8 4.8 0 0 1 0 9.6Z',
  clock3: 'M7 7H2.2A4.8 4.8 0 1 0 7 2.2Z',
  clock4: 'M7 2.2a4.8 4.8 0 1 1-.01 0Z',
} as const

export function StatusMark({ mark, size = 14 }: { readonly mark: Mark; readonly size?: number }) {
  const ring = <circle cx="7" cy="7" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" aria-hidden="true" style={{ flex: 'none' }}>
      {mark === 'tick' && (
        <>
          <circle cx="7" cy="7" r="6.2" fill="currentColor" />
          <path d="M4.1 7.3 6.2 9.4 10 5.1" fill="none" stroke="var(--paper)" strokeWidth="1.6" />
        </>
      )}
      {mark === 'cross' && (
        <>
          <rect x="1" y="1" width="12" height="12" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="m4.3 4.3 5.4 5.4m0-5.4-5.4 5.4" stroke="currentColor" strokeWidth="1.5" />
        </>
      )}
      {mark === 'ring' && (
        <circle
          cx="7"
          cy="7"
          r="6"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeDasharray="2.4 2"
        />
      )}
      {mark === 'dot' && (
        <>
          {ring}
          <circle cx="7" cy="7" r="2.6" fill="currentColor" />
        </>
      )}
      {mark.startsWith('clock') && (
        <>
          {ring}
          <path d={quarters[mark as keyof typeof quarters]} fill="currentColor" />
        </>
      )}
    </svg>
  )
}
