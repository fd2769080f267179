import type { ReactNode } from 'react'
import { StatusLine, type Tone } from '../components/Status.tsx'
import type { Mark } from '../components/StatusMark.tsx'
import { useI18n } from '../i18n/context.tsx'

/** What came of recomputing something in this browser. */
export type VerdictKind = 'equal' | 'differs' | 'checking' | 'unchecked' | 'behind' | 'unreachable'

const looks = {
  equal: { mark: 'tick', tone: 'brand' },
  differs: { mark: 'cross', tone: 'failed' },
  checking: { mark: 'ring', tone: 'ink3' },
  unchecked: { mark: 'ring', tone: 'ink3' },
  behind: { mark: 'clock1', tone: 'late' },
  unreachable: { mark: 'clock1', tone: 'late' },
} satisfies Record<VerdictKind, { mark: Mark; tone: Tone }>

/** Equal, different, not checked, out of reach: shape, colour and word. */
export function Verdict({ kind, children }: { readonly kind: VerdictKind; readonly children?: ReactNode }) {
  const { t } = useI18n()
  return <StatusLine {...looks[kind]}>{children ?? t(`explorer.verdict.${kind}`)}</StatusLine>
}
