export { passkeyAccountAbi, passkeyAccountFactoryAbi } from '../generated/abi/index.ts'
export {
  type AccountEvent,
  type AccountEventName,
  accountEventTopics,
  decodeAccountEvent,
  rememberAccounts,
} from './accountEvents.ts'
export { type CallRule, functionNameIn, readCallRules } from './callRules.ts'
export { cloneOf, isPlatformAccount } from './cloneOf.ts'
export type { AccountContracts } from './contracts.ts'
export { readLastUses } from './lastUses.ts'
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
export { type AccountState, readAccount, readSigners, type SpendingState } from './readAccount.ts'
export {
  type AccountHistory,
  type AnnouncedCalls,
  type ProposedRecovery,
  readHistory,
} from './readHistory.ts'
export { type PayeeState, readPayee } from './readPayee.ts'
export {
  executeScheduled,
  finaliseRecovery,
  proposeRecovery,
  readTrusteeReadiness,
  recoveryDomain,
  recoveryTypedData,
  rehearsalTypedData,
  rehearse,
  type TrusteeSignature,
} from './recovery.ts'
export {
  type CallPermission,
  cancelCall,
  changeSignersCall,
  changeTrusteesCall,
  permissions,
  scheduleCall,
  setCallPermissionCall,
  setDomainAllowedCall,
  setSpendingLimitCall,
  vetoRecoveryCall,
} from './selfCalls.ts'
export { accountSender, announcingSender } from './sender.ts'
export {
  type AccountSetup,
  accountAddressOf,
  factoryCall,
  firstSalt,
  firstSetup,
  type SignerSet,
  weights,
} from './setup.ts'
export {
  addressOf,
  areBothFactors,
  factorsOf,
  hasSigner,
  onlySigner,
  publicKeyOf,
  withCoSigner,
  withoutSigner,
  withSigner,
} from './signerSet.ts'
export { contractOf, type ToldCall, tellCall } from './tellCall.ts'
