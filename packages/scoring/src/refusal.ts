/** Why a file cannot be used: a sentence that names file, line or field, printed as it stands, without a stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}
