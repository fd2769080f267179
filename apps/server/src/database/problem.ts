/** A reason why the database cannot be used, as a sentence that says how to mend it. */
export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem'
}
