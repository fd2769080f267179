import { useState } from 'react'
import { apiUrl } from '../api/client.ts'
import { useI18n } from '../i18n/context.tsx'

/** The whole of an account's cash flows as a file. The server tells CSV from JSON by what is asked for, so it is fetched. */
export function ExportCsv({ address }: { readonly address: string }) {
  const { t } = useI18n()
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')
  const fetchFile = async () => {
    setState('busy')
    try {
      const response = await fetch(apiUrl(`/portfolios/${address}/cash-flows`), {
        headers: { accept: 'text/csv' },
      })
      if (!response.ok) throw new Error(String(response.status))
      const url = URL.createObjectURL(await response.blob())
      const link = document.createElement('a')
      link.href = url
      link.download = `${address}.csv`
      link.click()
      URL.revokeObjectURL(url)
      setState('idle')
    } catch {
      setState('failed')
    }
  }
  return (
    <>
      <span className="t13 failed" role="status">
        {state === 'failed' && t('portfolio.csv.failed')}
      </span>
      <button
        type="button"
        className="button quiet small"
        disabled={state === 'busy'}
        onClick={() => void fetchFile()}
      >
        {state === 'busy' ? t('portfolio.csv.busy') : t('portfolio.csv')}
      </button>
    </>
  )
}
