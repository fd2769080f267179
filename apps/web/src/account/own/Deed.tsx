import type { AnnouncedCalls, SignerSet, ToldCall } from '@hurong/sdk/accounts'
import { useQuery } from '@tanstack/react-query'
import { deploymentOf } from '../../chain/deployment.ts'
import { useAmountText } from '../../components/Amount.tsx'
import { loanName } from '../../format/names.ts'
import { usePerson } from '../people.ts'
import { useWords, type WordKey } from '../words/words.ts'
import { useCallName, useDeedName } from './callNames.ts'
import { useSignerName } from './naming.ts'
import type { Own } from './useOwn.ts'

type Hex = `0x${string}`

const missingFrom = (set: SignerSet | undefined, other: SignerSet | undefined): readonly Hex[] =>
  (set?.signers ?? []).filter(
    (signer) => !other?.signers.some((one) => one.toLowerCase() === signer.toLowerCase()),
  )

function Signers({ own, next }: { readonly own: Own; readonly next: SignerSet }) {
  const { t } = useWords()
  const nameOf = useSignerName(own)
  const [added, removed] = [missingFrom(next, own.state.signers), missingFrom(own.state.signers, next)]
  const list = (signers: readonly Hex[]) => signers.map(nameOf).join(t('own.deed.and'))
  const said = [
    ...(added.length > 0 ? [t('own.deed.addSigners', { names: list(added) })] : []),
    ...(removed.length > 0 ? [t('own.deed.removeSigners', { names: list(removed) })] : []),
  ]
  return <>{said.length > 0 ? said.join(t('own.deed.then')) : t('own.deed.sameSigners')}</>
}

function Spending({
  told,
}: {
  readonly told: Extract<ToldCall, { kind: 'setSpendingLimit' | 'pay' | 'allow' }>
}) {
  const { t } = useWords()
  const written = useAmountText(told.currency.toLowerCase())
  const person = usePerson()
  if (told.kind === 'setSpendingLimit')
    return (
      <>
        {t('own.deed.setSpendingLimit', {
          payments: written(told.payments, 'exact', true),
          newPayees: written(told.newPayees, 'exact', true),
        })}
      </>
    )
  const amount = written(told.amount, 'exact', true)
  if (told.kind === 'allow' && told.payeeContract === 'loans')
    return <>{t('own.deed.allowLoans', { amount })}</>
  return <>{t(`own.deed.${told.kind}`, { amount, payee: person(told.payee) })}</>
}

/** Money of the account's own that goes into a loan, or is paid on one. */
function OnLoan({ told }: { readonly told: Extract<ToldCall, { kind: 'lend' | 'payOn' }> }) {
  const { t } = useWords()
  const deedName = useDeedName()
  const written = useAmountText(told.currency.toLowerCase())
  const given = { loan: loanName(told.loanNumber), amount: written(told.amount, 'exact', true) }
  if (told.kind === 'lend') return <>{t('own.deed.lend', given)}</>
  // What it takes to pay all off is known when it is done.
  if (told.functionName === 'payOff') return <>{t('own.deed.payOff', given)}</>
  return <>{t('own.deed.payOn', { ...given, call: deedName('loans', told.functionName) })}</>
}

/** Anything else by its name; lending is for somebody else here, which its name would not tell. */
function Other({ told }: { readonly told: Extract<ToldCall, { kind: 'other' }> }) {
  const { t } = useWords()
  const deedName = useDeedName()
  const { contract, functionName = '?', to } = told
  if (contract === undefined || functionName.startsWith('fund'))
    return t('own.deed.other', { to: contract ?? to, name: functionName })
  return deedName(contract, functionName)
}

/** What one call of the account does, in words. */
function DeedText({ own, told }: { readonly own: Own; readonly told: ToldCall }) {
  const { t } = useWords()
  const callName = useCallName()
  switch (told.kind) {
    case 'changeSigners':
      return <Signers own={own} next={told.next} />
    case 'setSpendingLimit':
    case 'pay':
    case 'allow':
      return <Spending told={told} />
    case 'changeTrustees':
      return <>{t('own.deed.changeTrustees', { n: told.trustees.length, needed: told.needed })}</>
    case 'setDomainAllowed':
      return <>{t(told.allowed ? 'own.deed.allowDomain' : 'own.deed.forbidDomain')}</>
    case 'setCallPermission':
      return (
        <>
          {t('own.deed.setCallPermission', {
            call: callName(own.platform, told.target, told.selector),
            permission: t(`own.permission.${told.permission}` as WordKey as 'own.permission.never'),
          })}
        </>
      )
    case 'lend':
    case 'payOn':
      return <OnLoan told={told} />
    default:
      return <Other told={told} />
  }
}

/** What announced calls do, in words; what cannot be read is said to be unreadable. */
export function Deed({ own, announced }: { readonly own: Own; readonly announced: AnnouncedCalls }) {
  const { t } = useWords()
  const { data } = useQuery({
    queryKey: ['account', own.address, 'told', announced.id],
    queryFn: async () => {
      const { tellCall } = await import('@hurong/sdk/accounts')
      return (announced.calls ?? []).map((call) => tellCall(deploymentOf(own.platform), own.address, call))
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (announced.calls === undefined) return <>{t('own.deed.unreadable')}</>
  return (
    <>
      {(data ?? []).map((told, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: announced calls never change places.
        <p key={index}>
          <DeedText own={own} told={told} />
        </p>
      ))}
    </>
  )
}
