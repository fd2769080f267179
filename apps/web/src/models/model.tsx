import type { ModelContent } from '@hurong/scoring/explain'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ApiProblem, apiUrl } from '../api/client.ts'
import { type KnownModel, modelQuery } from '../api/queries.ts'
import { useServerGone } from '../api/reachability.ts'
import { useChainTime } from '../api/useCurrency.ts'
import { Address } from '../components/Address.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import creditStyles from '../credit/credit.module.css'
import { ModelState } from '../credit/ModelState.tsx'
import { modelFileQuery } from '../credit/modelFile.ts'
import { Verdict } from '../explorer/Verdict.tsx'
import { formatDate } from '../format/date.ts'
import { formatNumber } from '../format/number.ts'
import { formatShare } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import { NotFound } from '../shell/NotFound.tsx'
import { useTitle } from '../shell/useTitle.ts'
import { modelName } from './modelName.ts'
import styles from './models.module.css'
import { Shapes } from './Shapes.tsx'
import { TrackRecord } from './TrackRecord.tsx'

/** Hash of a file as it stands, computed in this browser; the code for it is loaded only here. */
const checkedHashQuery = (hash: string, text: string | undefined) => ({
  queryKey: ['checkedModelFile', hash],
  queryFn: async () => {
    const { readModel } = await import('@hurong/scoring/explain')
    return readModel(text ?? '', 'model.json').hash
  },
  enabled: text !== undefined,
  retry: false,
  staleTime: Number.POSITIVE_INFINITY,
})

function Facts({ model }: { readonly model: KnownModel }) {
  const { t } = useI18n()
  const now = useChainTime()
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('models.facts.title')}</h2>
      </header>
      <dl className="pairs">
        <dt>{t('credit.model.state')}</dt>
        <dd>
          <ModelState model={model} now={now} />
        </dd>
        <dt>{t('models.facts.announced')}</dt>
        <dd>
          <DateTime at={model.announcedAt} />
        </dd>
        <dt>{t('models.facts.binds')}</dt>
        <dd>
          <DateTime at={model.bindsAt} />
        </dd>
        <dt>{t('models.facts.retired')}</dt>
        <dd>{model.retiredAt === null ? t('models.facts.notRetired') : <DateTime at={model.retiredAt} />}</dd>
        <dt>{t('credit.model.hash')}</dt>
        <dd>
          <Address value={model.modelHash} />
        </dd>
        <dt>{t('models.facts.schema')}</dt>
        <dd>
          <Address value={model.schemaHash} />
        </dd>
        <dt>{t('models.facts.uri')}</dt>
        <dd style={{ overflowWrap: 'anywhere' }}>{model.uri}</dd>
      </dl>
      <p className={`t14 ${creditStyles.gap}`}>
        <a href={apiUrl(`/models/${model.modelHash}/file`)} download={`${modelName(model)}.json`}>
          {t('models.facts.file')}
        </a>
      </p>
    </section>
  )
}

function LearntFrom({ content }: { readonly content: ModelContent }) {
  const { t, locale } = useI18n()
  const { training, schema, lossGivenDefault: loss } = content
  const count = (n: number) => formatNumber(n, locale)
  const share = (millionths: number) => formatShare(millionths, locale)
  const dayOf = (day: string) => formatDate(Date.parse(day) / 1_000, locale, 'UTC')
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('models.training.title')}</h2>
      </header>
      <dl className="pairs">
        <dt>{t('models.training.loans')}</dt>
        <dd>{t('models.training.loansValue', { n: count(training.rows), bad: count(training.defaults) })}</dd>
        <dt>{t('models.training.years')}</dt>
        <dd>{t('models.training.yearsValue', { from: dayOf(training.from), to: dayOf(training.to) })}</dd>
        <dt>{t('models.training.tape')}</dt>
        <dd>{training.tape.name}</dd>
        <dt>{t('models.training.inputs')}</dt>
        <dd>{t('models.training.inputsValue', { n: schema.inputs.length })}</dd>
        {training.figures.auc !== undefined && (
          <>
            <dt>{t('models.training.auc')}</dt>
            <dd>{t('models.training.aucValue', { n: Math.round(training.figures.auc * 100) })}</dd>
          </>
        )}
        <dt>{t('models.training.loss')}</dt>
        <dd>
          {loss
            ? t('models.training.lossValue', {
                share: share(loss.value),
                low: share(loss.low),
                high: share(loss.high),
                n: loss.loans,
              })
            : t('models.training.lossNone')}
        </dd>
      </dl>
      <p className={`t13 ink3 ${creditStyles.gap}`}>{t('models.training.note')}</p>
    </section>
  )
}

function Whole({ model }: { readonly model: KnownModel }) {
  const { t } = useI18n()
  const gone = useServerGone()
  const file = useQuery(modelFileQuery(model.modelHash))
  const checked = useQuery(checkedHashQuery(model.modelHash, file.data?.text))
  const right = checked.data === model.modelHash
  const wrong = checked.isError || (checked.isSuccess && !right)
  return (
    <>
      {model.totals ? (
        <section className="section">
          <header className="section-head">
            <h2>{t('models.record.title')}</h2>
          </header>
          <TrackRecord totals={model.totals} lines={model.trackRecord ?? []} />
        </section>
      ) : (
        gone && <p className="notice warn">{t('models.fromChain')}</p>
      )}
      <div className={creditStyles.columns}>
        <Facts model={model} />
        {file.data && right && <LearntFrom content={file.data.content} />}
      </div>
      {file.isError && <p className="notice warn">{t('models.file.missing')}</p>}
      {wrong && (
        <p className="notice bad" role="alert">
          {t('models.file.differs')}
        </p>
      )}
      {right && (
        <p className={`t14 ${creditStyles.gap}`}>
          <Verdict kind="equal">{t('models.file.equal')}</Verdict>
        </p>
      )}
      {file.data && right && <Shapes content={file.data.content} />}
      {!file.isError && !wrong && !right && <Skeleton height={320} />}
    </>
  )
}

/** One credit model: how right it was, what it learnt from, and how each part moves its score. */
export function ModelPage() {
  const { t } = useI18n()
  const { hash } = useParams({ from: '/models/$hash' })
  const { data: model, isError, error, refetch } = useQuery(modelQuery(hash))
  useTitle(model ? modelName(model) : t('models.title'))
  if (!model && isError && error instanceof ApiProblem && [400, 404].includes(error.problem.status))
    return <NotFound />
  return (
    <>
      <div className={styles.head}>
        <nav className="t14 in-text" aria-label={t('loan.crumb.label')}>
          <Link to="/models">{t('models.crumb')}</Link>
        </nav>
        <h1>{model ? modelName(model) : t('models.title')}</h1>
      </div>
      {!model && isError && <Problem error={error} onRetry={() => void refetch()} />}
      {!model && !isError && <Skeleton height={420} />}
      {model && <Whole model={model} />}
    </>
  )
}
