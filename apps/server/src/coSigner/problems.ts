import { ApiProblem } from '../http/problems.ts'

const refused = (en: string, zh: string) => new ApiProblem('CoSigningRefused', en, undefined, zh)

export const notBoth = () =>
  refused(
    'The operation does not ask for both factors. Only one that calls executeWithBothFactors is signed together.',
    '该操作并不需要两道确认。只有调用 executeWithBothFactors 的操作才会共同签名。',
  )
export const notAdded = () =>
  refused(
    'The co-signer is none of those who confirm for this account, or would not be enough together with who signed.',
    '共同签名方不在该账户的确认人之列，或与已签名者相加仍不足两道确认。',
  )
export const notConfirmed = () =>
  refused(
    'The operation is not signed by a passkey or wallet that is a factor of the account. Confirm it first.',
    '该操作没有由账户的通行密钥或钱包签名。请先确认。',
  )
export const notNext = () =>
  refused(
    'The operation is not the next of its account. Prepare it anew and confirm it again.',
    '该操作不是账户的下一笔操作。请重新准备并确认。',
  )
