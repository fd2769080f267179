import { translates } from '../messages.ts'
import type { account as source } from '../zh/account.ts'

export const account = translates<typeof source>()({
  'account.passkey.title': 'Account',
  'account.passkeys': 'My accounts',
  'account.passkey.new': 'Sign up or sign in',
  'account.passkey.mine': 'Account and security',
})
