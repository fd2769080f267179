import {
  differingParts,
  REMADE_PARTS,
  Refusal,
  type Remade,
  type RemadePart,
  remake,
  type SaltedFields,
  saltedFieldsIn,
} from '@hurong/scoring/explain'
import type { Hurong, ToldAssessment } from '@hurong/sdk'
import type { LoanAssessment, LoanSummary } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem, readApi } from '../api/client.ts'
import { platformQuery } from '../api/queries.ts'
import { chainQuery } from '../chain/chainQuery.ts'
import { DataTable } from '../components/DataTable.tsx'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { Verdict } from '../explorer/Verdict.tsx'
import { useI18n } from '../i18n/context.tsx'
import styles from './credit.module.css'
import { modelFileQuery } from './modelFile.ts'
import { Said } from './Said.tsx'
import { Waterfall } from './Waterfall.tsx'

/** The public inputs of a demonstration loan; null where there are none. */
const publicInputsQuery = (loanId: string) => ({
  queryKey: ['publicInputs', loanId],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<SaltedFields | null> => {
    try {
      const path = `/demonstration/inputs/${loanId}`
      return (await readApi<{ saltedFields: SaltedFields }>(path, {}, signal)).saltedFields
    } catch (error) {
      if (error instanceof ApiProblem && error.problem.status === 404) return null
      throw error
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
})

const sample = '{"annual_inc": {"value": "45000", "salt": "0x…"}}'

/** Takes an application from a file of the reader's; it stays in this page. */
function OwnFile({ onFields }: { readonly onFields: (fields: SaltedFields) => void }) {
  const { t } = useI18n()
  const [wrong, setWrong] = useState<'notJson' | 'notFields' | null>(null)
  const open = async (file: File | undefined) => {
    if (!file) return
    const read = saltedFieldsIn(await file.text())
    setWrong(typeof read === 'string' ? read : null)
    if (typeof read !== 'string') onFields(read)
  }
  return (
    <div className={styles.file}>
      <label className="button quiet">
        {t('credit.again.file')}
        <input
          type="file"
          accept="application/json,.json"
          className="hidden-visually"
          onChange={(event) => void open(event.target.files?.[0])}
        />
      </label>
      <p className="t13 ink3">{t('credit.again.example', { sample })}</p>
      {wrong && (
        <p className="notice bad" role="alert">
          {t('credit.again.unreadable', { reason: t(`credit.again.${wrong}`) })}
        </p>
      )}
    </div>
  )
}

/** A part as somebody reads it. */
function usePartText() {
  const { locale } = useI18n()
  const millionths = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 4,
    maximumFractionDigits: 4,
  })
  return (part: RemadePart, value: string | number | readonly number[]): string => {
    if (part === 'modelHash' || part === 'inputsRoot')
      return `${String(value).slice(0, 10)}…${String(value).slice(-6)}`
    if (part === 'grade') return String(value)
    if (part === 'reasons') return (value as readonly number[]).join(' · ') || '—'
    return millionths.format(Number(value) / 1_000_000)
  }
}

interface ComparedProps {
  readonly remade: Remade
  readonly chain: ToldAssessment
}

/** Each part computed here beside what the chain has. */
function Compared({ remade, chain }: ComparedProps) {
  const { t } = useI18n()
  const text = usePartText()
  const off = differingParts(remade, chain)
  const cell = (part: RemadePart, value: Remade['parts'][RemadePart]) => (
    <span title={String(value)}>{text(part, value)}</span>
  )
  const verdict = (part: RemadePart) => <Verdict kind={off.includes(part) ? 'differs' : 'equal'} />
  return (
    <div className={styles.gap} aria-live="polite">
      <p className="strong">
        {off.length === 0 ? (
          <Verdict kind="equal">{t('credit.again.equal')}</Verdict>
        ) : (
          <Verdict kind="differs">{t('credit.again.differs', { n: off.length })}</Verdict>
        )}
      </p>
      {off.length > 0 && (
        <p className="notice bad">
          {off.includes('inputsRoot') ? t('credit.again.otherInputs') : t('credit.again.differsHelp')}
        </p>
      )}
      <DataTable
        caption={t('credit.again.caption')}
        rows={REMADE_PARTS}
        rowKey={(part) => part}
        columns={[
          { key: 'what', head: t('credit.again.what'), cell: (part) => t(`credit.again.row.${part}`) },
          {
            key: 'here',
            head: t('credit.again.here'),
            numeric: true,
            cell: (part) => cell(part, remade.parts[part]),
          },
          {
            key: 'chain',
            head: t('credit.again.chain'),
            numeric: true,
            cell: (part) => cell(part, chain[part]),
          },
          { key: 'verdict', head: t('credit.again.verdict'), cell: verdict },
        ]}
        phone={(part) => ({
          first: <span style={{ fontWeight: 400 }}>{t(`credit.again.row.${part}`)}</span>,
          amount: cell(part, remade.parts[part]),
          second: verdict(part),
          when: (
            <>
              {t('credit.again.chain')} {cell(part, chain[part])}
            </>
          ),
        })}
      />
    </div>
  )
}

interface ResultProps {
  readonly modelText: string
  readonly fields: SaltedFields
  readonly chain: ToldAssessment
}

function Result({ modelText, fields, chain }: ResultProps) {
  const { t } = useI18n()
  const made = attempt(() => remake(modelText, 'model.json', fields, chain.issuedAt))
  if ('error' in made)
    return (
      <p className="notice bad" role="alert">
        {t('credit.again.failed', { reason: made.error })}
      </p>
    )
  return (
    <>
      <Compared remade={made.value} chain={chain} />
      <Waterfall model={made.value.content} score={made.value.score} />
      <Said
        fields={Object.fromEntries(Object.entries(fields).map(([column, { value }]) => [column, value]))}
        model={made.value.content}
        className={styles.block}
      />
    </>
  )
}

function attempt<T>(make: () => T): { readonly value: T } | { readonly error: string } {
  try {
    return { value: make() }
  } catch (error) {
    return { error: (error as Error).message }
  }
}

/** @throws Refusal where the chain has no such assessment. */
async function toldOf({ record }: Hurong, loanId: bigint): Promise<ToldAssessment> {
  const told = await record.readToldAssessment({ loanId })
  if (!told) throw new Refusal(`The chain has no assessment of loan ${loanId}.`)
  return told
}

/** Makes an assessment anew before the reader's eyes. */
export function Recompute({
  loan,
  assessment,
}: {
  readonly loan: LoanSummary
  readonly assessment: LoanAssessment
}) {
  const { t } = useI18n()
  const { data: platform } = useQuery(platformQuery)
  const [own, setOwn] = useState<SaltedFields | null>(null)
  const file = useQuery(modelFileQuery(assessment.modelHash))
  const open = useQuery({ ...publicInputsQuery(loan.loanId), enabled: platform?.local === true })
  const chain = useQuery(
    chainQuery(['assessment', loan.loanId], (hurong) => toldOf(hurong, BigInt(loan.loanId))),
  )
  const failed = [file, chain].find(({ isError }) => isError)
  if (failed) return <Problem error={failed.error} onRetry={() => void failed.refetch()} />
  if (!file.data || !chain.data || open.isLoading) return <Skeleton height={320} />
  const fields = own ?? open.data ?? null
  return (
    <>
      {fields && <Result modelText={file.data.text} fields={fields} chain={chain.data} />}
      {fields && !own && <p className={`t13 ink3 ${styles.gap}`}>{t('credit.again.public')}</p>}
      {!fields && <p className={`t14 ${styles.gap}`}>{t('credit.again.asking')}</p>}
      <OwnFile onFields={setOwn} />
    </>
  )
}
