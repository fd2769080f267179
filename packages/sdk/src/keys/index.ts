export { KeyMistake, type KeySource, keySettings, readKeyFile, readKeySource } from './keySource.ts'
export { accountOfRemoteKey, openKey } from './openKey.ts'
export { openRemoteKey, type RemoteKey, SignerProblem } from './remoteSigner.ts'
