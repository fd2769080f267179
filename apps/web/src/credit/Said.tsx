import type { ModelContent } from '@hurong/scoring/explain'
import { useI18n } from '../i18n/context.tsx'
import { saidName, saidValue } from './said.ts'

interface SaidProps {
  /** What was said, by column, as the tape spells it. */
  readonly fields: Readonly<Record<string, string>>
  /** Names columns and levels; without it they stand as the tape spells them. */
  readonly model: ModelContent | undefined
  readonly className?: string | undefined
}

/** What was said in an application: names and figures, and beside them the spelling that the model reads. */
export function Said({ fields, model, className }: SaidProps) {
  const i18n = useI18n()
  const { t } = i18n
  const entries = Object.entries(fields)
  const value = (column: string, text: string) => {
    if (text === '') return <span className="ink3 nowrap">{t('credit.again.empty')}</span>
    const read = model && saidValue(model.schema, column, text, i18n)
    return read === undefined ? (
      text
    ) : (
      <>
        {read} <code className="t13 ink3 nowrap">{text}</code>
      </>
    )
  }
  return (
    <details className={className}>
      <summary className="t14">{t('credit.again.said', { n: entries.length })}</summary>
      <dl className="pairs">
        {entries.map(([column, text]) => {
          const label = model && saidName(model.schema, column, i18n)
          return (
            <div key={column} style={{ display: 'contents' }}>
              <dt>
                {label} <code className={label && 't13 ink3'}>{column}</code>
              </dt>
              <dd>{value(column, text)}</dd>
            </div>
          )
        })}
      </dl>
    </details>
  )
}
