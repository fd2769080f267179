export { addWallet, addWalletTypedData, signAddWallet } from './addWallet.ts'
export { applyPolicy } from './applyPolicy.ts'
export {
  type Claims,
  INVESTOR_CLASSES,
  PARTICIPANT_KINDS,
  PARTICIPANT_STATUSES,
  type Policy,
} from './claims.ts'
export { freeze } from './freeze.ts'
export { readClaims } from './readClaims.ts'
export { readFormerWallets } from './readFormerWallets.ts'
export { readParticipantCount } from './readParticipantCount.ts'
export { readParticipantOf } from './readParticipantOf.ts'
export { readPolicy } from './readPolicy.ts'
export { readRelated } from './readRelated.ts'
export { readRelations } from './readRelations.ts'
export { readStatus } from './readStatus.ts'
export { type HoldingsOf, readUnflagged } from './readUnflagged.ts'
export { readUsage } from './readUsage.ts'
export { readWallets } from './readWallets.ts'
export { register } from './register.ts'
export { removeWallet } from './removeWallet.ts'
export { requireActive } from './requireActive.ts'
export { setClaims } from './setClaims.ts'
export { setPolicy } from './setPolicy.ts'
export { setRelation } from './setRelation.ts'
export { unfreeze } from './unfreeze.ts'
