import type { ApplicationAnswer } from '@hurong/sdk/api'
import { useMutation } from '@tanstack/react-query'
import type { Acting } from '../account/acting.ts'
import { useParticipantId } from '../account/useParticipantId.ts'
import { postApplication, readApplication, readApplications } from '../api/credit.ts'
import { signForAWhile } from '../chain/sign.ts'
import { useAmountText } from '../components/Amount.tsx'
import creditStyles from '../credit/credit.module.css'
import { useReason } from '../credit/useReason.ts'
import { formatDateTime } from '../format/date.ts'
import { useI18n } from '../i18n/context.tsx'
import { Answer, type Draft } from './Answer.tsx'
import { termsOfWish } from './offer.ts'

type Hex = `0x${string}`

/** Asks, by a signature, what became of an application that waited for a person. */
async function askAgain(acting: Acting, applicationId: Hex): Promise<ApplicationAnswer> {
  const { readApplicationTypedData } = await import('@hurong/sdk')
  const signed = await signForAWhile(acting, (context, deadline) =>
    readApplicationTypedData(context, { applicationId, deadline }),
  )
  return readApplication(applicationId, signed)
}

/** Asks, by a signature, what became of everything an account applied for. */
async function askForAll(acting: Acting): Promise<readonly ApplicationAnswer[]> {
  const { readApplicationsTypedData } = await import('@hurong/sdk')
  const signed = await signForAWhile(acting, (context, deadline) =>
    readApplicationsTypedData(context, { deadline }),
  )
  return readApplications({ account: acting.address, ...signed })
}

interface EarlierProps {
  readonly draft: Draft
  readonly acting: Acting
  readonly borrowerId: number | null
}

/** One application from before: what was asked for, when, and what became of it. */
function Former({ answer, draft, borrowerId }: Omit<EarlierProps, 'acting'> & { answer: ApplicationAnswer }) {
  const { t, locale } = useI18n()
  const { asked, appliedAt } = answer
  const text = useAmountText(asked.currency)
  const wish = {
    ...draft.wish,
    principal: BigInt(asked.principal),
    months: asked.count,
    method: asked.method,
  }
  return (
    <article className={creditStyles.block}>
      <h4>
        {t('borrow.apply.asked', {
          amount: text(asked.principal, 'exact', true),
          n: asked.count,
          at: formatDateTime(appliedAt, locale),
        })}
      </h4>
      <Answer answer={answer} draft={{ ...draft, wish }} borrowerId={borrowerId} />
    </article>
  )
}

/** Everything this account applied for, for who comes back: told by a signature, so that nothing of it is kept here. */
function Earlier({ draft, acting, borrowerId }: EarlierProps) {
  const { t } = useI18n()
  const reasonOf = useReason(draft.product.currency)
  const asking = useMutation({ mutationFn: () => askForAll(acting) })
  return (
    <section className={creditStyles.block}>
      <h3>{t('borrow.apply.mineTitle')}</h3>
      <p className="t14 ink2">{t('borrow.apply.mineLead')}</p>
      <button
        type="button"
        className={`button quiet ${creditStyles.gap}`}
        disabled={asking.isPending}
        onClick={() => asking.mutate()}
      >
        {t('borrow.apply.mine')}
      </button>
      {asking.isError && (
        <p className="notice bad" role="alert">
          {t('borrow.apply.mineFailed', { reason: reasonOf(asking.error) })}
        </p>
      )}
      {asking.data?.length === 0 && <p className="t14 ink2">{t('borrow.apply.mineNone')}</p>}
      {asking.data?.map((answer) => (
        <Former key={answer.applicationId} answer={answer} draft={draft} borrowerId={borrowerId} />
      ))}
    </section>
  )
}

interface ApplyProps {
  readonly draft: Draft
  readonly acting: Acting
  /** What the applicant gave, made when it is sent. */
  readonly fields: () => Readonly<Record<string, string>>
}

/** Applies for a signed assessment, and tells what came of it and of those before. */
export function Apply({ draft, acting, fields }: ApplyProps) {
  const { t } = useI18n()
  const borrowerId = useParticipantId(acting)
  const reasonOf = useReason(draft.product.currency)
  const applying = useMutation({
    mutationFn: async (participantId: number) => {
      const said = fields()
      const { applicationTypedData, hashFields } = await import('@hurong/sdk')
      const { wish, product } = draft
      const application = {
        participantId,
        fieldsHash: hashFields(said),
        productId: product.productId,
        principal: wish.principal,
        currency: product.currency as Hex,
        method: termsOfWish(wish, product).method,
        count: wish.months,
      }
      const { signature, deadline } = await signForAWhile(acting, (context, until) =>
        applicationTypedData(context, { ...application, deadline: until }),
      )
      return postApplication({
        application: { ...application, principal: String(wish.principal), deadline },
        fields: said,
        wallet: acting.address,
        signature,
      })
    },
  })
  const asking = useMutation({
    mutationFn: (applicationId: string) => askAgain(acting, applicationId as Hex),
  })
  // The salted fields are given with the first answer alone.
  const first = applying.data
  const answer =
    first && asking.data?.applicationId === first.applicationId
      ? { ...asking.data, saltedFields: first.saltedFields }
      : first
  return (
    <>
      <section className={creditStyles.block}>
        <h3>{t('borrow.apply.title')}</h3>
        <p className="t14 ink2">{t('borrow.apply.lead')}</p>
        <button
          type="button"
          className={`button ${creditStyles.gap}`}
          disabled={borrowerId === null || applying.isPending}
          onClick={() => borrowerId !== null && applying.mutate(borrowerId)}
        >
          {applying.isPending ? t('borrow.apply.working') : t('borrow.apply.go')}
        </button>
        {(applying.isError || asking.isError) && (
          <p className="notice bad" role="alert">
            {t('borrow.apply.failed', { reason: reasonOf(asking.error ?? applying.error) })}
          </p>
        )}
        {answer && (
          <div className={creditStyles.block}>
            <Answer
              answer={answer}
              draft={draft}
              borrowerId={borrowerId}
              onAsk={() => asking.mutate(answer.applicationId)}
            />
          </div>
        )}
      </section>
      <Earlier draft={draft} acting={acting} borrowerId={borrowerId} />
    </>
  )
}
