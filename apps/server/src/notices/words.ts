import { codeChanges } from '../sessions/codes.ts'
import type { PushMessage } from './channels/push.ts'
import type { Notice, NoticeKind } from './notice.ts'

export type Language = 'en' | 'zh'

interface Words {
  readonly subject: string
  /** @param when When it can be done, of what waits. */
  readonly body: (when: string) => string
}

const english: Record<NoticeKind, Words> = {
  callsScheduled: {
    subject: 'A change to your account was announced',
    body: (when) =>
      `Somebody with one of your passkeys has announced a change to your account. It will be made on ${when}. If that was not you, take it back before then:`,
  },
  callsCancelled: {
    subject: 'An announced change to your account was taken back',
    body: () =>
      'One of your passkeys took back what was announced for your account, and it will not be done. If that was not you, look at once who may confirm:',
  },
  scheduledCallsExecuted: {
    subject: 'An announced change to your account was made',
    body: () => 'The wait is over, and what was announced for your account has been done. See what it is:',
  },
  signersChanged: {
    subject: 'Who may confirm for your account has changed',
    body: () => 'The passkeys of your account have changed. If that was not you, look at once:',
  },
  trusteesChanged: {
    subject: 'Who can help you back into your account has changed',
    body: () => 'The trustees of your account have changed. If that was not you, look at once:',
  },
  recoveryProposed: {
    subject: 'Your trustees want to give your account new passkeys',
    body: (when) =>
      `If you have lost every passkey, you need do nothing: it can be done from ${when} on. If you have not, stop it now with any passkey you have:`,
  },
  recoveryVetoed: {
    subject: 'A recovery of your account was stopped',
    body: () =>
      'One of your passkeys stopped the recovery your trustees had proposed. Your account is as it was:',
  },
  recoveryFinalised: {
    subject: 'Your account has new passkeys',
    body: () => 'The recovery your trustees proposed is done. The passkeys from before no longer work:',
  },
  signedIn: {
    subject: 'A new sign-in to your account',
    body: () =>
      'Somebody has signed in to your account in a browser that had not done so before. It can move no money by that. If it was not you, sign it out:',
  },
  codesTurnedOn: {
    subject: 'One-time codes were turned on for your account',
    body: () =>
      'An app shows one-time codes for your account from now on, and other browsers were signed out. If that was not you, look at once who is signed in:',
  },
  codesTurnedOff: {
    subject: 'One-time codes were turned off for your account',
    body: () =>
      'Signing in takes a passkey alone from now on. If that was not you, look at once who is signed in:',
  },
  recoveryCodesRenewed: {
    subject: 'Your account has new recovery codes',
    body: () =>
      'The recovery codes you kept before no longer work. If that was not you, look at once who is signed in:',
  },
  recoveryCodeUsed: {
    subject: 'A recovery code of your account was used',
    body: () =>
      'Somebody gave one of your recovery codes in place of a code of your app. It will not work again. If that was not you, look at once who is signed in:',
  },
}

const chinese: Record<NoticeKind, Words> = {
  callsScheduled: {
    subject: '您的账户有一项变更已公布',
    body: (when) =>
      `有人用您的一枚通行密钥公布了账户变更，将于 ${when} 生效。如果不是您本人所为，请在此之前撤回：`,
  },
  callsCancelled: {
    subject: '您账户中公布的变更已被撤回',
    body: () =>
      '有人用您的一枚通行密钥撤回了账户公布的事项，不会再执行。如果不是您本人所为，请立即查看谁可以确认：',
  },
  scheduledCallsExecuted: {
    subject: '您账户中公布的变更已生效',
    body: () => '等待期已满，账户公布的事项已经执行。查看详情：',
  },
  signersChanged: {
    subject: '可为您的账户确认的通行密钥已变更',
    body: () => '您账户的通行密钥已变更。如果不是您本人所为，请立即查看：',
  },
  trusteesChanged: {
    subject: '可协助您找回账户的找回人已变更',
    body: () => '您账户的找回人已变更。如果不是您本人所为，请立即查看：',
  },
  recoveryProposed: {
    subject: '找回人提议为您的账户更换通行密钥',
    body: (when) =>
      `如果您已丢失所有通行密钥，无需任何操作：自 ${when} 起即可完成。如果没有丢失，请立即用任一通行密钥阻止：`,
  },
  recoveryVetoed: {
    subject: '一次账户找回已被阻止',
    body: () => '您的一枚通行密钥阻止了找回人提议的找回，账户保持原样：',
  },
  recoveryFinalised: {
    subject: '您的账户已更换通行密钥',
    body: () => '找回人提议的找回已完成，此前的通行密钥不再有效：',
  },
  signedIn: {
    subject: '您的账户有新的登录',
    body: () =>
      '有人在一个从未登录过的浏览器登录了您的账户。登录本身不能动用资金。如果不是您本人，请将其登出：',
  },
  codesTurnedOn: {
    subject: '您的账户已开启验证码',
    body: () =>
      '从现在起由应用为您的账户显示验证码，其他浏览器已登出。如果不是您本人所为，请立即查看谁在登录：',
  },
  codesTurnedOff: {
    subject: '您的账户已关闭验证码',
    body: () => '从现在起只凭通行密钥即可登录。如果不是您本人所为，请立即查看谁在登录：',
  },
  recoveryCodesRenewed: {
    subject: '您的账户有了新的恢复码',
    body: () => '您此前保存的恢复码已全部失效。如果不是您本人所为，请立即查看谁在登录：',
  },
  recoveryCodeUsed: {
    subject: '您账户的一个恢复码已被使用',
    body: () =>
      '有人用您的一个恢复码代替了应用里的验证码，该恢复码不能再用。如果不是您本人所为，请立即查看谁在登录：',
  },
}

const words = { en: english, zh: chinese } as const
const locales = { en: 'en-GB', zh: 'zh-CN' } as const

const footers = {
  en: (origin: string) =>
    `You asked ${new URL(origin).host} to tell you of this. We never ask for a code or a passkey by e-mail; type the address yourself if in doubt.`,
  zh: (origin: string) =>
    `您曾要求 ${new URL(origin).host} 就此类事项通知您。我们绝不会通过邮件索要验证码或通行密钥；如有疑虑，请自行输入网址。`,
} as const

const dateOf = (seconds: number, language: Language): string =>
  `${new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(seconds * 1000)} UTC`

/** What is undone where one sees who is signed in; all else on the account's own page. */
const ofSessions: ReadonlySet<NoticeKind> = new Set(['signedIn', ...codeChanges])

/** Where something can be done about a notice. */
const pathOf = (kind: NoticeKind): string => (ofSessions.has(kind) ? '/account/security' : '/account')

/** A notice as a message: what happened, when, and where to do something about it. No figure and no address of the account. */
export const messageOf = (
  { kind, at, readyAt }: Pick<Notice, 'kind' | 'at' | 'readyAt'>,
  language: Language,
  origin: string,
): { readonly subject: string; readonly text: string } => {
  const { subject, body } = words[language][kind]
  const paragraphs = [
    dateOf(at, language),
    body(readyAt === null ? '' : dateOf(readyAt, language)),
    `${origin}${pathOf(kind)}`,
    footers[language](origin),
  ]
  return { subject, text: `${paragraphs.join('\n\n')}\n` }
}

/** A recovery is the last that browsers from before it are told. */
const lasts = {
  en: ' This browser is told no more of it.',
  zh: '此浏览器不再接收该账户的通知。',
} as const

/** The words of a browser's notice: as an e-mail, less what a browser tells by itself. It opens the page it is about. */
export const pushOf = (
  { kind, readyAt }: Pick<Notice, 'kind' | 'readyAt'>,
  language: Language,
): Pick<PushMessage, 'title' | 'body' | 'path'> => {
  const { subject, body } = words[language][kind]
  const sentence = body(readyAt === null ? '' : dateOf(readyAt, language))
  // In an e-mail the address of the page follows.
  return {
    title: subject,
    body: `${sentence.replace(/:$/, '.').replace(/：$/, '。')}${kind === 'recoveryFinalised' ? lasts[language] : ''}`,
    path: pathOf(kind),
  }
}

const welcomes = {
  en: {
    title: 'This browser is told from now on',
    body: 'Changes to your account appear here, with no page of the site open. We never ask for a code or a passkey this way.',
  },
  zh: {
    title: '此浏览器已开启通知',
    body: '您的账户如有变更，即使未打开本站页面也会在此提示。我们绝不会以此索要验证码或通行密钥。',
  },
} as const

/** What a browser is told first, which shows its owner that it arrives. */
export const welcome = (language: Language): Pick<PushMessage, 'title' | 'body' | 'path'> => ({
  ...welcomes[language],
  path: '/account/security',
})

/** The message that brings a code to an address somebody says is theirs. */
export const codeMessage = (code: string, language: Language, origin: string) =>
  language === 'en'
    ? {
        subject: `${code} is your code`,
        text: `Enter ${code} at ${new URL(origin).host} within 15 minutes to be told there of changes to your account.\n\nIf you did not ask for this, do nothing: you will hear no more of it.\n`,
      }
    : {
        subject: `验证码 ${code}`,
        text: `请在 15 分钟内于 ${new URL(origin).host} 输入 ${code},此后账户变更将通知到此邮箱。\n\n如果不是您本人所为，无需任何操作，您也不会再收到此类邮件。\n`,
      }

/** What an address is told last, when another takes its place or none does. */
export const farewell = (language: Language, origin: string) =>
  language === 'en'
    ? {
        subject: 'You are no longer told here of your account',
        text: `This address is no longer told of changes to an account at ${new URL(origin).host}. If that was not you, sign in and look at once:\n\n${origin}/account\n`,
      }
    : {
        subject: '此邮箱不再接收账户通知',
        text: `${new URL(origin).host} 的账户变更将不再通知到此邮箱。如果不是您本人所为，请立即登录查看:\n\n${origin}/account\n`,
      }
