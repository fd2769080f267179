/** Accounts owned by passkeys. */
export const account = {
  'account.passkey.title': '账户',
  'account.passkeys': '我的账户',
  'account.passkey.new': '注册或登录',
  'account.passkey.mine': '账户和安全',
} as const
