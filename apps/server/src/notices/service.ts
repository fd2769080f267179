import { createPublicClient, http } from 'viem'
import type { ApiContext } from '../http/context.ts'
import { chainAt } from '../platform/chainAt.ts'
import { type Sealer, sealer } from '../underwriting/seal.ts'
import { sealingKeyOf } from '../underwriting/sealingKey.ts'
import type { NoticeChannel } from './channels/channel.ts'
import { folderChannel } from './channels/folder.ts'
import { type PushChannel, pushChannel } from './channels/push.ts'
import { knownPushServices } from './channels/pushServices.ts'
import { smtpChannel } from './channels/smtp.ts'
import { deliverDue } from './deliver.ts'
import { followChain } from './follow.ts'
import { noticeReader } from './readChain.ts'

export interface NoticeSettings {
  /** A mail server, `smtps://name:password@host:port`; without one no e-mail is sent. */
  readonly smtpUrl?: string | undefined
  /** Who it is from, as `Hurong <no-reply@example.org>`. */
  readonly mailFrom?: string | undefined
  /** Where e-mail is put as files instead, on a platform of one machine. */
  readonly mailFolder?: string | undefined
  /** Who push services turn to about this server, `mailto:` or `https:`; without it no browser is told. */
  readonly pushContact?: string | undefined
  /** Push services browsers are told by, see `isPushService`; those of the common browsers if left out. */
  readonly pushServices?: readonly string[] | undefined
  /** 32 bytes that seal where people are told; made in the data folder if left out. */
  readonly contactsKey?: `0x${string}` | undefined
}

/** How owners are told of what happens to their accounts. */
export interface Notices {
  /** Seals where owners are told; undefined where they are told nowhere but on the page. */
  readonly sealer: Sealer | undefined
  /** Undefined where no e-mail is sent. */
  readonly email: NoticeChannel | undefined
  /** Undefined where no browser is told. */
  readonly push: PushChannel | undefined
  /** Whether e-mail ends up as files of this machine and goes nowhere. */
  readonly staysHere: boolean
}

const emailChannelOf = ({ smtpUrl, mailFrom = 'Hurong <hurong@localhost>', mailFolder }: NoticeSettings) => {
  if (smtpUrl !== undefined) return smtpChannel(smtpUrl, mailFrom)
  return mailFolder === undefined ? undefined : folderChannel(mailFolder)
}

export const openNotices = (settings: NoticeSettings, dataDir?: string | undefined): Notices => {
  const { contactsKey, pushContact, pushServices = knownPushServices } = settings
  const email = emailChannelOf(settings)
  const isTold = email !== undefined || pushContact !== undefined
  const key = isTold ? sealingKeyOf(contactsKey, dataDir, 'contacts.key') : undefined
  const staysHere = settings.smtpUrl === undefined
  if (key === undefined) return { sealer: undefined, email: undefined, push: undefined, staysHere }
  const push = pushContact === undefined ? undefined : pushChannel(key, pushContact, pushServices)
  return { sealer: sealer(key), email, push, staysHere }
}

/** Milliseconds between two looks for what is due though no block came: to be sent again, or seen by the server and not the chain. */
const lookEvery = 5_000

/** Follows the chain for notices and sends what is due, until it is closed. */
export const watchNotices = ({ notices, database, deployment, nodeUrl, head, log, metrics }: ApiContext) => {
  const chain = chainAt(deployment, nodeUrl)
  const publicClient = createPublicClient({ chain, transport: http(nodeUrl, { batch: true }) })
  const read = noticeReader({ publicClient, deployment })
  let [working, again, closed] = [false, false, false]
  let done: Promise<void> = Promise.resolve()

  const round = async () => {
    const at = head.current()
    if (at !== null) await followChain(database, read, deployment.deployedAtBlock, at)
    const { sealer, email, push } = notices
    if (sealer === undefined) return
    const { sent, failed } = await deliverDue({ database, sealer, email, push })
    metrics.notices.inc({ outcome: 'sent' }, sent)
    metrics.notices.inc({ outcome: 'failed' }, failed)
    if (failed > 0) log.warn({ failed }, 'a notice was not taken; it is tried again')
  }
  /** One round at a time: whoever asks during one gets another after it. */
  const look = () => {
    again = true
    if (working || closed) return
    working = true
    done = (async () => {
      while (again && !closed) {
        again = false
        await round().catch((error: unknown) =>
          log.warn({ cause: (error as Error).name }, 'notices could not be looked for'),
        )
      }
      working = false
    })()
  }
  const timer = setInterval(look, lookEvery)
  timer.unref()
  const stop = head.listen(look)
  look()
  return {
    look,
    close: async () => {
      closed = true
      clearInterval(timer)
      stop()
      await done
      notices.email?.close()
    },
  }
}
