import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type KnownModel, modelsQuery } from '../api/queries.ts'
import { useServerGone } from '../api/reachability.ts'
import { useChainTime } from '../api/useCurrency.ts'
import { DataTable } from '../components/DataTable.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { Empty } from '../components/Empty.tsx'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { ModelState } from '../credit/ModelState.tsx'
import { useI18n } from '../i18n/context.tsx'
import { useTitle } from '../shell/useTitle.ts'
import { modelName } from './modelName.ts'
import styles from './models.module.css'

function Models({ models }: { readonly models: readonly KnownModel[] }) {
  const { t } = useI18n()
  const now = useChainTime()
  const loans = ({ loans: n }: KnownModel) => (n === null ? t('words.unknown') : t('models.loans', { n }))
  return (
    <DataTable
      caption={t('models.caption')}
      rows={models}
      rowKey={({ modelHash }) => modelHash}
      to={({ modelHash }) => `/models/${modelHash}`}
      columns={[
        {
          key: 'name',
          head: t('models.column.name'),
          cell: (model) => (
            <Link to="/models/$hash" params={{ hash: model.modelHash }}>
              {modelName(model)}
            </Link>
          ),
        },
        {
          key: 'state',
          head: t('models.column.state'),
          cell: (model) => <ModelState model={model} now={now} />,
        },
        {
          key: 'since',
          head: t('models.column.since'),
          cell: ({ announcedAt }) => <DateTime at={announcedAt} />,
        },
        { key: 'loans', head: t('models.column.loans'), numeric: true, cell: loans },
      ]}
      phone={(model) => ({
        first: modelName(model),
        amount: loans(model),
        second: <ModelState model={model} now={now} />,
        when: <DateTime at={model.announcedAt} />,
      })}
    />
  )
}

/** Every registered credit model. */
export function ModelsPage() {
  const { t } = useI18n()
  useTitle(t('models.title'))
  const gone = useServerGone()
  const { data: models, isError, error, refetch } = useQuery(modelsQuery)
  return (
    <>
      <div className={styles.head}>
        <h1>{t('models.title')}</h1>
        <p className="ink2">{t('models.lead')}</p>
      </div>
      {gone && <p className="notice warn">{t('models.fromChain')}</p>}
      <div className="section">
        {!models && isError && <Problem error={error} onRetry={() => void refetch()} />}
        {!models && !isError && <Skeleton height={240} />}
        {models?.length === 0 && <Empty title={t('models.empty.title')} body={t('models.empty.body')} />}
        {models && models.length > 0 && <Models models={models} />}
      </div>
    </>
  )
}
