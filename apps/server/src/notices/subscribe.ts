import { randomBytes } from 'node:crypto'
import type { PushSubscriptionRequest } from '@hurong/sdk/api'
import type { Address } from 'viem'
import type { ApiContext } from '../http/context.ts'
import { ApiProblem } from '../http/problems.ts'
import { type Device, writeDevice } from '../sessions/device.ts'
import { dropSubscription, forgetBrowser, keepSubscription, subscriptionIdOf } from './pushSubscriptions.ts'
import type { Notices } from './service.ts'
import { welcome } from './words.ts'

/** @throws ApiProblem `NotPushing` */
const pushingOf = ({ sealer, push }: Notices) => {
  if (push === undefined || sealer === undefined)
    throw new ApiProblem(
      'NotPushing',
      'This server tells no browsers: it was not given a contact for push services.',
      undefined,
      '本服务器不向浏览器发送通知：未设置推送服务的联系人。',
    )
  return { sealer, push }
}

const notReached = () =>
  new ApiProblem(
    'BadRequest',
    'This browser is reached by a push service that this server does not write to. Use another browser, or be told by e-mail.',
    undefined,
    '此浏览器的推送服务不在本服务器支持之列。请换用其他浏览器，或改用邮件通知。',
  )

const noRoom = () =>
  new ApiProblem(
    'TooManyBrowsers',
    'As many browsers are told as can be. Stop telling one of them first.',
    undefined,
    '接收通知的浏览器已达上限，请先停用其中一个。',
  )

const refused = () =>
  new ApiProblem(
    'PushRefused',
    'This browser could not be told. Try again in a minute, or be told by e-mail.',
    undefined,
    '无法向此浏览器发送通知。请一分钟后再试，或改用邮件通知。',
  )

/**
 * Has a browser told from now on, and shows it by a first message; where that does not arrive, it is not told.
 * @throws ApiProblem `NotPushing`, `BadRequest` for a push service that is not written to, `TooManyBrowsers`, `PushRefused`
 */
export const giveSubscription = async (
  { database, notices, head, log }: ApiContext,
  account: Address,
  { subscription: address, language }: PushSubscriptionRequest,
  device: Device,
): Promise<void> => {
  const { sealer, push } = pushingOf(notices)
  if (!push.reaches(address)) throw notReached()
  const at = head.current()?.time ?? 0
  const kept = await keepSubscription(
    database,
    sealer,
    account,
    { address, language },
    { at, device: writeDevice(device) },
  )
  if (kept === 'noRoom') throw noRoom()
  try {
    const id = randomBytes(16).toString('hex')
    if ((await push.send(address, { id, language, ...welcome(language) })) === 'taken') return
    await forgetBrowser(database, subscriptionIdOf(address))
  } catch (error) {
    // Its text may name where the browser is reached.
    log.warn({ cause: (error as Error).name }, 'a push service did not take a welcome')
    if (kept === 'added') await dropSubscription(database, account, subscriptionIdOf(address))
  }
  throw refused()
}

/** Ends telling a browser. @throws ApiProblem `NotPushing` */
export const dropBrowser = async (
  { database, notices }: ApiContext,
  account: Address,
  subscriptionId: string,
): Promise<void> => {
  pushingOf(notices)
  await dropSubscription(database, account, subscriptionId)
}
