import { divDown } from '@hurong/finance'
import type { Holding } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { spelledAddressIn } from '../../account/links.ts'
import { type AddressFault, typedAddress } from '../../account/typedAddress.ts'
import { chainQuery } from '../../chain/chainQuery.ts'
import type { Deed } from './deed.tsx'

type Hex = `0x${string}`

const triedQuery = (holder: Hex, loanId: string, receiver: string, amount: bigint) =>
  chainQuery(['handingOver', holder, loanId, receiver, amount.toString()], async (hurong) => {
    const { tryHandingOver } = await import('./tryHandingOver.ts')
    return tryHandingOver(hurong, { holder, receiver, seriesId: BigInt(loanId), amount })
  })

/** What is typed, as the sheet that asks for it keeps it. */
export type HandingOver = ReturnType<typeof useHandingOver>

/** What was typed, tried out on the contract as soon as it is whole. */
export function useHandingOver(holding: Holding, holder: Hex) {
  const [text, setText] = useState('')
  const [amount, setAmount] = useState<{ text: string; units: bigint | null }>({ text: '', units: null })
  const balance = BigInt(holding.balance)
  const typed = typedAddress(text, holder)
  const receiver = typed && 'address' in typed ? typed.address : null
  const { units } = amount
  const isWhole = receiver !== null && units !== null && units > 0n && units <= balance
  // An address alone is tried with the least there is: whether its owner may hold these notes at all.
  const tried = useQuery({
    ...triedQuery(holder, holding.loan.loanId, spelledAddressIn(text) ?? '', isWhole ? units : 1n),
    enabled: receiver !== null && balance > 0n,
  })
  const found = tried.data
  const fault: AddressFault | null =
    typed && 'fault' in typed ? typed.fault : found?.isMistyped ? 'mistyped' : null
  const isAgreed = found && !found.isMistyped && found.reason === null
  const deed: Deed | null =
    isAgreed && isWhole
      ? {
          ...{ receiver, receiverId: found.receiverId, amount: units },
          running:
            holding.loan.drawnAt === null
              ? null
              : {
                  owed: divDown(BigInt(holding.outstanding) * units, balance),
                  paid: BigInt(holding.claimable),
                },
        }
      : null
  const clear = () => {
    setText('')
    setAmount({ text: '', units: null })
  }
  return { text, setText, amount, setAmount, clear, fault, tried, deed }
}
