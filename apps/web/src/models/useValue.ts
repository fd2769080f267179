import type { ModelContent } from '@hurong/scoring/explain'
import { numberFormat } from '../format/number.ts'
import { useI18n } from '../i18n/context.tsx'

/** The unit an input's values are told in, as the model's schema has it. */
export function unitOf({ schema }: ModelContent, input: string): string | undefined {
  const found = schema.inputs.find(({ name }) => name === input)
  return found?.kind === 'numeric' ? found.unit : undefined
}

/** Writes a value of an input: fractions as per cents, great numbers short where few digits are wanted. */
export function useValue(unit: string | undefined, digits: number): (value: number) => string {
  const { locale } = useI18n()
  return (value) => {
    const maximumSignificantDigits = digits
    if (unit === 'fraction' || unit === '%')
      return numberFormat(locale, { style: 'percent', maximumSignificantDigits }).format(
        unit === '%' ? value / 100 : value,
      )
    const notation = digits < 4 && Math.abs(value) >= 10_000 ? 'compact' : 'standard'
    return numberFormat(locale, { notation, maximumSignificantDigits }).format(value)
  }
}
