export { decodeRevert, revertData, toHurongError } from './decodeError.ts'
export { HurongError, type HurongErrorKind, type OwnErrorName, ownErrorNames } from './hurongError.ts'
