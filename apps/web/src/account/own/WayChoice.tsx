import { useChainTime } from '../../api/useCurrency.ts'
import { Choice } from '../../components/Choice.tsx'
import { formatDateTime } from '../../format/date.ts'
import { useI18n } from '../../i18n/context.tsx'
import { useWords } from '../words/words.ts'
import { useSignerName } from './naming.ts'
import type { Second } from './seconds.ts'
import type { Own } from './useOwn.ts'
import { type Ways, wait } from './useWays.ts'

/** What it takes, by who confirms second. */
const takes = ({ factor, isHere }: Second) =>
  factor.kind === 'code' ? 'own.way.code' : isHere ? 'own.way.both' : 'own.way.elsewhere'

/** Who confirms second, to be chosen where there is a choice, and what that takes. */
export function WayChoice({ own, ways }: { readonly own: Own; readonly ways: Ways }) {
  const { t } = useWords()
  const { locale } = useI18n()
  const now = useChainTime()
  const nameOf = useSignerName(own)
  const { seconds, second, way, choose } = ways
  const options = [
    ...seconds.map(({ signer, factor }) => ({
      value: signer as string,
      text: factor.kind === 'code' ? t('own.way.byCode') : nameOf(signer),
    })),
    { value: wait, text: t('own.way.wait') },
  ]
  const time = formatDateTime(now + own.state.delay, locale)
  return (
    <>
      {seconds.length > 0 && (
        <Choice label={t('own.way.second')} value={way} options={options} onChange={choose} />
      )}
      <p className="t14 ink2">{second ? t(takes(second)) : t('own.way.announce', { time })}</p>
    </>
  )
}
