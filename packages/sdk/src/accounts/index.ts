export { passkeyAccountAbi, passkeyAccountFactoryAbi } from '../generated/abi/index.ts'
export { cloneOf, isPlatformAccount } from './cloneOf.ts'
export type { AccountContracts } from './contracts.ts'
export { bringOperation, type DoneOperation, sendOperation, signOperation } from './operations.ts'
export {
  type Assertion,
  encodeAssertion,
  type PasskeyPublicKey,
  parseDer,
  passkeySigner,
} from './passkey.ts'
export {
  type AccountCall,
  type AccountSigner,
  decodeExecution,
  encodeExecution,
  type PasskeyAccount,
  toPasskeyAccount,
} from './passkeyAccount.ts'
export { type AccountState, readAccount, type SpendingState } from './readAccount.ts'
export { accountSender } from './sender.ts'
export {
  type AccountSetup,
  accountAddressOf,
  factoryCall,
  firstSalt,
  firstSetup,
  type SignerSet,
  weights,
} from './setup.ts'
