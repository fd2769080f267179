/** A step that takes its time says so before it begins, and how long it took when it is over; apart from what a program tells. */
export const step = async (what, run) => {
  const started = Date.now()
  console.error(`▸ ${what} …`)
  const result = await run()
  console.error(`✓ ${what} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  return result
}

/** A reason to stop that the user can do something about: told as a sentence, without a stack. */
export class Refusal extends Error {}
