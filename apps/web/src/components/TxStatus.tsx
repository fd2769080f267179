import type { Currency } from '@hurong/sdk/api'
import { lazy, Suspense, useState } from 'react'
import type { TxState } from '../chain/txState.ts'
import { TxLine } from './TxLine.tsx'

/** For owners of accounts alone. Where it cannot be loaded the refusal stands as it is, and the page stays. */
const ConfirmMore = lazy(() =>
  import('../account/own/ConfirmMore.tsx').catch(() => ({ default: () => null })),
)

/** Where a transaction stands; and the way on where an account wants a second confirmation. */
export function TxStatus({
  state,
  currency,
}: {
  readonly state: TxState
  readonly currency?: Currency | undefined
}) {
  const [isSilent, setIsSilent] = useState(false)
  return (
    <>
      <TxLine state={state} currency={currency} isSilent={isSilent} />
      {state.wanted && (
        <Suspense fallback={null}>
          <ConfirmMore state={state} wanted={state.wanted} onAlone={setIsSilent} />
        </Suspense>
      )}
    </>
  )
}
