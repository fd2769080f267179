import { contractNames } from '../abi/index.ts'
import { roleNameOf } from './naming.ts'
import type { PendingAct, Power, PowerFunction, Powers } from './types.ts'
import { powersEn } from './words/en.ts'
import { powersZh } from './words/zh.ts'

/** The languages the powers are told in. */
export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

const frames = {
  en: {
    ...powersEn,
    read: (block: number) => `Read from the chain at block ${block}.`,
    roles: 'ROLES',
    role: (id: bigint) => `Role ${id}`,
    holder: 'held by',
    nobody: 'nobody',
    since: (time: string) => ` from ${time}`,
    delay: (days: string) => `, announced ${days} ahead`,
    immediate: ', at once',
    signers: (n: number, needed: number) =>
      `, an account of ${n} signers that decide with a weight of ${needed}`,
    days: (n: string) => `${n} days`,
    can: 'can',
    cannot: 'cannot',
    given: 'given and taken by',
    unknown: 'a function this version does not know',
    pending: 'ANNOUNCED, NOT YET DONE',
    act: (from: string, until: string) => `may be done from ${from}, lapses ${until}`,
    by: 'announced by',
    givenUp: 'GIVEN UP FOR GOOD',
    none: 'nothing',
    now: 'NOW',
    paused: 'new business stopped for issuer',
    closed: 'functions closed by the admin',
    fees: (days: string, most: string) =>
      `A new fee binds ${days} after it was announced, and is ${most} % at most.`,
    nobodyCan: 'WHAT NOBODY CAN DO',
  },
  zh: {
    ...powersZh,
    read: (block: number) => `读自链上区块${block}。`,
    roles: '角色',
    role: (id: bigint) => `角色${id}`,
    holder: '谁有',
    nobody: '没有人',
    since: (time: string) => `，${time}起`,
    delay: (days: string) => `，须提前${days}公布`,
    immediate: '，立刻生效',
    signers: (n: number, needed: number) => `，由${n}个签名人共有的账户，权重合计${needed}才能决定`,
    days: (n: string) => `${n}天`,
    can: '可以做',
    cannot: '做不到',
    given: '由谁授予和收回',
    unknown: '这个版本还不认识的功能',
    pending: '已公布、还没生效',
    act: (from: string, until: string) => `${from}起可以执行，${until}作废`,
    by: '公布人',
    givenUp: '永久放弃的权力',
    none: '没有',
    now: '现在',
    paused: '新业务暂停，发行合约编号',
    closed: '被管理员关闭的功能',
    fees: (days: string, most: string) => `新费率公布${days}后生效，最高${most} %。`,
    nobodyCan: '谁都做不到的事',
  },
} as const

const timeOf = (seconds: number) =>
  `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** A number of hundredths as people write it: 700 is 7, 250 is 2.5. */
const hundredths = (value: number): string =>
  `${Math.trunc(value / 100)}.${String(value % 100).padStart(2, '0')}`.replace(/\.?0+$/, '')

const teller = (language: Language, powers: Powers) => {
  const words = frames[language]
  const days = (seconds: number) => words.days(hundredths(Math.round(seconds / 864)))
  const word = (key: string): string | undefined => (words as unknown as Record<string, string>)[key]
  const roleOf = (role: bigint) => word(`powers.role.${roleNameOf(role)}`) ?? words.role(role)
  const functionOf = ({ contract, name }: PowerFunction) =>
    `${word(`powers.do.${name}`) ?? words.unknown} (${contract}.${name})`

  const power = ({ role, name: key, holders, functions, admin }: Power): string[] => {
    const also = word(`powers.also.${key}`)
    const held = holders.map(
      ({ account, delay, since, signers }) =>
        `${account}${since === 0 ? '' : words.since(timeOf(since))}${delay === 0 ? words.immediate : words.delay(days(delay))}${signers === undefined ? '' : words.signers(signers.signers.length, signers.secondThreshold)}`,
    )
    const cannot = word(`powers.cannot.${key}`)
    return [
      `${roleOf(role)}${key === undefined ? '' : `: ${word(`powers.about.${key}`)}`}`,
      ...(held.length === 0 ? [words.nobody] : held).map((one) => `    ${words.holder}: ${one}`),
      ...functions.map((one) => `    ${words.can}: ${functionOf(one)}`),
      ...(also === undefined ? [] : [`    ${words.can}: ${also}`]),
      ...(cannot === undefined ? [] : [`    ${words.cannot}: ${cannot}`]),
      `    ${words.given}: ${roleOf(admin)}`,
    ]
  }

  const act = ({ caller, target, name, data, readyAt, expiresAt }: PendingAct): string[] => {
    const known = contractNames.find((contract) => contract === target)
    return [
      known === undefined ? `${target} ${name}` : functionOf({ contract: known, name }),
      `    ${words.act(timeOf(readyAt), timeOf(expiresAt))}`,
      `    ${words.by}: ${caller}`,
      `    ${data}`,
    ]
  }

  const orNone = (lines: readonly string[]) => (lines.length === 0 ? [words.none] : lines)
  const nobodyCan = Object.keys(words).filter((key) => /^powers\.nobodyCan\.[a-z]+$/i.test(key))
  return [
    words.read(powers.block),
    '',
    words.nobodyCan,
    ...nobodyCan.map((key) => `  ${word(key)}: ${word(`${key}.why`)}`),
    '',
    words.roles,
    ...powers.powers.flatMap(power).map((line) => `  ${line}`),
    '',
    words.pending,
    ...orNone(powers.pending.flatMap(act)).map((line) => `  ${line}`),
    '',
    words.givenUp,
    ...orNone(powers.givenUp.map(functionOf)).map((line) => `  ${line}`),
    '',
    words.now,
    `  ${words.paused}: ${powers.paused.join(', ') || words.none}`,
    `  ${words.closed}: ${powers.closed.join(', ') || words.none}`,
    `  ${words.fees(days(powers.feeNotice), hundredths(powers.greatestFee / 100))}`,
  ]
}

/** All powers in words, a line each, for a terminal. */
export const tellPowers = (powers: Powers, language: Language): readonly string[] => teller(language, powers)
