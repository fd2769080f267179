export { type CellFaultCode, CellUnreadable } from './cells.ts'
export {
  COLUMNS,
  GRADES,
  type Grade,
  PURPOSES,
  type Purpose,
  type TapeApplication,
  type TapeLoan,
} from './loan.ts'
export { readTape, type TapeError, type TapeOptions, type TapeRow } from './read.ts'
export { SAMPLE_FILE } from './sample/file.ts'
