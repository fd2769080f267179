// Everything a page or a server needs to score one application, explain it and prove it: no file system, no network.
export { canonicalText, contentHash } from '../files/canonical.ts'
export {
  type LossGivenDefault,
  type ModelContent,
  type ModelFile,
  modelText,
  readModel,
  type Training,
} from '../files/model.ts'
export { Refusal } from '../refusal.ts'
export { applicationColumns, type Bilingual, levelName, type Schema } from '../schema/definition.ts'
export { type Cells, fieldsOf } from './application.ts'
export { type AskedFor, askedColumns, askedFields, dateText } from './asked.ts'
export { assess, type Contribution, type Probabilities, type Score } from './assess.ts'
export {
  commitmentOf,
  type Disclosure,
  disclose,
  isDisclosed,
  type SaltedField,
  type SaltedFields,
  salted,
} from './commitment.ts'
export { betterGrade, GRADE_BANDS, type Grade, gradeOf, PPM } from './grade.ts'
export { type FieldChange, type Improvement, improvements } from './improve.ts'
export { expectedLoss } from './loss.ts'
export { type PointsLine, type PointsTable, pointsTables } from './points.ts'
export { REASONS_MAX, type Reason } from './reasons.ts'
export { type Recomputed, recompute } from './recompute.ts'
export {
  differingParts,
  REMADE_PARTS,
  type Remade,
  type RemadePart,
  remake,
  saltedFieldsIn,
  type ToldOfAssessment,
} from './remake.ts'
