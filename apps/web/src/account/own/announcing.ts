import { type Step, together } from '../../chain/steps.ts'
import { toHex } from '../passkey/bytes.ts'

const randomSalt = () => toHex(crypto.getRandomValues(new Uint8Array(32)))

/** Announces steps as one with one confirmation, instead of doing them: they are done after the account's wait. */
export const announcing =
  (steps: readonly Step[]): Step =>
  async ({ context }) => {
    const { announcingSender } = await import('@hurong/sdk/accounts')
    if (context.sender === undefined) throw new Error('Only an account of a passkey announces what it does.')
    return together(
      {
        context: { ...context, sender: announcingSender(context.publicClient, context.sender, randomSalt()) },
      },
      steps,
    )
  }
