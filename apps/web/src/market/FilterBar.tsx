import type { Method, Purpose } from '@hurong/sdk/api'
import { METHODS, PURPOSES } from '@hurong/sdk/loans/codes'
import { useState } from 'react'
import { Choice } from '../components/Choice.tsx'
import { Segmented } from '../components/Segmented.tsx'
import { formatRate, formatShare } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './FilterBar.module.css'
import {
  countFilters,
  fundedChoices,
  gradeChoices,
  type MarketSearch,
  pdChoices,
  rateChoices,
  type SortChoice,
  type StatusChoice,
  sortChoices,
  sortOf,
  statusChoices,
  termChoices,
} from './filters.ts'

const keysOf = <T extends object>(choices: T) => Object.keys(choices) as (keyof T & string)[]
type Band = { readonly from?: number; readonly to?: number }

/** Names of the choices in the reader's language. */
function useNames() {
  const { t, locale } = useI18n()
  const percent = (rate: number) => formatRate(rate, locale).replace(/\.00/, '')
  return {
    rate({ from, to }: Band) {
      if (from === undefined) return t('market.rate.below', { to: percent(to ?? 0) })
      if (to === undefined) return t('market.rate.above', { from: percent(from) })
      return t('market.rate.between', { from: percent(from), to: percent(to) })
    },
    term({ from, to }: Band) {
      if (from === undefined) return t('market.term.upTo', { n: to ?? 0 })
      if (to === undefined) return t('market.term.above', { n: from })
      return t('market.term.between', { from, to })
    },
    funded: ({ below, atLeast }: { readonly below?: number; readonly atLeast?: number }) =>
      below === undefined
        ? t('market.funded.atLeast', { share: formatShare(atLeast ?? 0, locale).replace(/\.0/, '') })
        : t('market.funded.below', { share: formatShare(below, locale).replace(/\.0/, '') }),
  }
}

interface FilterBarProps {
  readonly search: MarketSearch
  /** A filter set to undefined is taken away. */
  readonly onChange: (change: { [K in keyof MarketSearch]?: MarketSearch[K] | undefined }) => void
}

/** Filters, sort order and view; all of it lives in the address. */
export function FilterBar({ search, onChange }: FilterBarProps) {
  const { t } = useI18n()
  const names = useNames()
  const [open, setOpen] = useState(false)
  const any = { value: '', text: t('market.filter.any') }
  const active = countFilters(search)
  return (
    <div className={styles.bar}>
      <button
        type="button"
        className={`button quiet ${styles.toggle}`}
        aria-expanded={open}
        aria-controls="market-filters"
        onClick={() => setOpen(!open)}
      >
        {t('market.filter.label')} {active > 0 && <b>{active}</b>}
      </button>
      <fieldset id="market-filters" className={styles.filters} data-open={open || undefined}>
        <legend className="hidden-visually">{t('market.filter.label')}</legend>
        <Choice<StatusChoice>
          label={t('market.filter.status')}
          value={search.status ?? 'open'}
          active={search.status !== undefined}
          options={keysOf(statusChoices).map((value) => ({ value, text: t(`market.status.${value}`) }))}
          onChange={(status) => onChange({ status: status === 'open' ? undefined : status, sort: undefined })}
        />
        <Choice<string>
          label={t('market.filter.grade')}
          value={search.grade ?? ''}
          active={search.grade !== undefined}
          options={[
            any,
            ...gradeChoices.map((grade) => ({
              value: grade,
              text: grade === 'G' ? t('market.grade.all') : t('market.grade.upTo', { grade }),
            })),
          ]}
          onChange={(grade) => onChange({ grade: (grade || undefined) as MarketSearch['grade'] })}
        />
        <Choice<string>
          label={t('market.filter.pd')}
          value={search.pd ?? ''}
          active={search.pd !== undefined}
          options={[
            any,
            ...pdChoices.map((value) => ({ value, text: t('market.pd.upTo', { n: Number(value) }) })),
          ]}
          onChange={(pd) => onChange({ pd: (pd || undefined) as MarketSearch['pd'] })}
        />
        <Choice<string>
          label={t('market.filter.rate')}
          value={search.rate ?? ''}
          active={search.rate !== undefined}
          options={[
            any,
            ...keysOf(rateChoices).map((value) => ({ value, text: names.rate(rateChoices[value]) })),
          ]}
          onChange={(rate) => onChange({ rate: (rate || undefined) as MarketSearch['rate'] })}
        />
        <Choice<string>
          label={t('market.filter.term')}
          value={search.term ?? ''}
          active={search.term !== undefined}
          options={[
            any,
            ...keysOf(termChoices).map((value) => ({ value, text: names.term(termChoices[value]) })),
          ]}
          onChange={(term) => onChange({ term: (term || undefined) as MarketSearch['term'] })}
        />
        <Choice<string>
          label={t('market.filter.purpose')}
          value={search.purpose ?? ''}
          active={search.purpose !== undefined}
          options={[any, ...PURPOSES.map((value) => ({ value, text: t(`loans.purpose.${value}`) }))]}
          onChange={(purpose) => onChange({ purpose: (purpose || undefined) as Purpose | undefined })}
        />
        <Choice<string>
          label={t('market.filter.method')}
          value={search.method ?? ''}
          active={search.method !== undefined}
          options={[any, ...METHODS.map((value) => ({ value, text: t(`loans.method.${value}`) }))]}
          onChange={(method) => onChange({ method: (method || undefined) as Method | undefined })}
        />
        <Choice<string>
          label={t('market.filter.funded')}
          value={search.funded ?? ''}
          active={search.funded !== undefined}
          options={[
            any,
            ...keysOf(fundedChoices).map((value) => ({ value, text: names.funded(fundedChoices[value]) })),
          ]}
          onChange={(funded) => onChange({ funded: (funded || undefined) as MarketSearch['funded'] })}
        />
        {active > 0 && (
          <button
            type="button"
            className="text-button t14"
            onClick={() =>
              onChange({
                status: undefined,
                grade: undefined,
                pd: undefined,
                rate: undefined,
                term: undefined,
                purpose: undefined,
                method: undefined,
                funded: undefined,
              })
            }
          >
            {t('market.filter.clear')}
          </button>
        )}
      </fieldset>
      <div className={styles.order}>
        <Choice<SortChoice>
          label={t('market.sort.label')}
          value={sortOf(search)}
          options={keysOf(sortChoices).map((value) => ({ value, text: t(`market.sort.${value}`) }))}
          onChange={(sort) => onChange({ sort })}
        />
        <Segmented
          label={t('market.view.label')}
          value={search.view ?? 'table'}
          options={[
            { value: 'table', text: t('market.view.table') },
            { value: 'cards', text: t('market.view.cards') },
          ]}
          onChange={(view) => onChange({ view: view === 'cards' ? 'cards' : undefined })}
        />
      </div>
    </div>
  )
}
