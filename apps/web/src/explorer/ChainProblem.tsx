import { Empty } from '../components/Empty.tsx'
import { Problem } from '../components/Problem.tsx'
import { useI18n } from '../i18n/context.tsx'
import { isUnreachable } from './chain.ts'

/** What was asked of the chain itself and did not come: the node is out of reach, or something else is wrong. */
export function ChainProblem({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useI18n()
  if (!isUnreachable(error)) return <Problem error={error} onRetry={onRetry} />
  return (
    <div role="alert">
      <Empty title={t('explorer.unreachable.title')} body={t('explorer.unreachable.body')}>
        <button type="button" className="button quiet small" onClick={onRetry}>
          {t('page.retry')}
        </button>
      </Empty>
    </div>
  )
}
