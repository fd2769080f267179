import type { SignedInDevice } from '@hurong/sdk/api'
import { useWords } from './words/words.ts'

/** What a browser and its system are called together, as their owner would tell them apart. */
export function useDeviceName(): (device: Pick<SignedInDevice, 'browser' | 'system'>) => string {
  const { t } = useWords()
  return ({ browser, system }) =>
    browser === '' || system === ''
      ? browser || system || t('sessions.device.unknown')
      : t('sessions.device', { browser, system })
}
