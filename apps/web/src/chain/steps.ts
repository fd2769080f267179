import type { Hurong, Sent } from '@hurong/sdk'

/** What to do on the chain: the SDK tries it out, then has it signed and sent. */
export type Step = (hurong: Hurong) => Promise<Sent>

/** All steps as one, for an account that can: done together or not at all, and confirmed once. */
export async function together({ context }: Pick<Hurong, 'context'>, steps: readonly Step[]): Promise<Sent> {
  const sdk = await import('@hurong/sdk')
  return sdk.together(context, async (gathering) => {
    for (const step of steps) await step(sdk.createHurong(gathering))
  })
}
