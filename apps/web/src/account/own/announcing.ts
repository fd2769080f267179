import { type Step, together } from '../../chain/steps.ts'

const randomSalt = () =>
  `0x${Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('')}` as const

/** Announces steps as one with one confirmation, instead of doing them: they are done after the account's wait. */
export const announcing =
  (steps: readonly Step[]): Step =>
  async ({ context }) => {
    const { announcingSender } = await import('@hurong/sdk/accounts')
    if (context.sender === undefined) throw new Error('Only an account of a passkey announces what it does.')
    return together(
      { context: { ...context, sender: announcingSender(context.sender, randomSalt()) } },
      steps,
    )
  }
