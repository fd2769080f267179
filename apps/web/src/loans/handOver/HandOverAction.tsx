import type { Holding } from '@hurong/sdk/api'
import { useState } from 'react'
import { Sheet } from '../../components/Sheet.tsx'
import { useFocusKept } from '../../components/useFocusKept.ts'
import { HandOverForm } from './HandOverForm.tsx'
import { useHandOverWords } from './words/words.ts'

interface HandOverActionProps {
  /** As last seen: the receipt stays after all of it has gone. */
  readonly holding: Holding
  readonly open: boolean
  readonly holder: `0x${string}`
}

/** Notes of a running loan given to another participant. */
export function HandOverAction({ holding, open, holder }: HandOverActionProps) {
  const { t } = useHandOverWords()
  const [asked, setAsked] = useState(false)
  useFocusKept(open)
  return (
    <>
      {open && (
        <button type="button" className="button quiet" onClick={() => setAsked(true)}>
          {t('handOver.open')}
        </button>
      )}
      <Sheet title={t('handOver.title')} open={asked} onClose={() => setAsked(false)}>
        <HandOverForm holding={holding} holder={holder} />
      </Sheet>
    </>
  )
}
