import { randomBytes } from 'node:crypto'
import type { Address } from 'viem'
import type { ApiContext } from '../http/context.ts'
import { ApiProblem } from '../http/problems.ts'
import { type Contact, dropContact, goodFor, makeCode, takeCode } from './contacts.ts'
import type { Notices } from './service.ts'
import { codeMessage, farewell } from './words.ts'

/** @throws ApiProblem `NotMailing` */
const emailOf = ({ email: channel, sealer }: Notices) => {
  if (channel === undefined || sealer === undefined)
    throw new ApiProblem(
      'NotMailing',
      'This server sends no e-mail: it was not given a mail server.',
      undefined,
      '本服务器不发送邮件：未设置邮件服务器。',
    )
  return { channel, sealer }
}

const refusals = {
  tooSoon: [
    'A code was sent a moment ago. Wait a minute before the next.',
    '刚刚已发送验证码，请一分钟后再试。',
  ],
  tooMany: ['Too many codes were sent today. Try again tomorrow.', '今天发送的验证码过多，请明天再试。'],
} as const

/** No two messages of this kind are one. */
const freshId = () => randomBytes(16).toString('hex')

/**
 * Sends a code to an address that is to be told.
 * @throws ApiProblem `NotMailing`, `TooManyRequests`, or `MailRefused` where the mail server does not take it.
 */
export const giveAddress = async (
  { database, notices, log }: ApiContext,
  account: Address,
  contact: Contact,
): Promise<{ readonly until: number }> => {
  const { sealer, channel } = emailOf(notices)
  const now = Date.now()
  const made = await makeCode(database, sealer, account, contact, now)
  if ('refusal' in made) {
    const [en, zh] = refusals[made.refusal]
    throw new ApiProblem('TooManyRequests', en, undefined, zh)
  }
  try {
    const { language, origin, email } = contact
    await channel.send({ id: freshId(), to: email, ...codeMessage(made.code, language, origin) })
  } catch (error) {
    // Its text may name the address.
    log.warn({ code: (error as { code?: string }).code }, 'a mail server did not take a code')
    throw new ApiProblem(
      'MailRefused',
      'The e-mail could not be sent. Check the address, and try again in a minute.',
      undefined,
      '邮件未能发出。请检查地址，一分钟后再试。',
    )
  }
  return { until: Math.floor((now + goodFor) / 1000) }
}

/** Tells an address that it is told no more. Nothing hangs on its arriving. */
const bidFarewell = async (
  { log, notices }: ApiContext,
  { email, language, origin }: Contact,
): Promise<void> => {
  await emailOf(notices)
    .channel.send({ id: freshId(), to: email, ...farewell(language, origin) })
    .catch((error: { code?: string }) =>
      log.warn({ code: error.code }, 'a mail server did not take a farewell'),
    )
}

/** Takes a code back: from now on its address is told. @returns whether it was right. @throws ApiProblem `NotMailing` */
export const takeAddress = async (context: ApiContext, account: Address, code: string): Promise<boolean> => {
  const { database, notices, head } = context
  const times = { now: Date.now(), at: head.current()?.time ?? 0 }
  const { right, before } = await takeCode(database, emailOf(notices).sealer, account, code, times)
  if (before !== undefined) await bidFarewell(context, before)
  return right
}

/** Ends being told by e-mail. @throws ApiProblem `NotMailing` */
export const dropAddress = async (context: ApiContext, account: Address): Promise<void> => {
  const before = await dropContact(context.database, emailOf(context.notices).sealer, account)
  if (before !== undefined) await bidFarewell(context, before)
}
