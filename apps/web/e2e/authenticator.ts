import type { CDPSession, Page } from 'playwright-core'

/** The passkeys of one device, as its owner and a test see them. */
export interface Authenticator {
  /** How often the owner was asked to make a passkey, and how often to confirm with one. */
  readonly ceremonies: () => { readonly made: number; readonly confirmed: number }
  /** Whether the owner is recognised when asked; one who is not declines. */
  readonly recognises: (owner: boolean) => Promise<void>
  /** The device is lost with all its passkeys. */
  readonly lose: () => Promise<void>
  /** Its passkeys, as they are synced to another device of the same owner. */
  readonly passkeys: () => Promise<readonly Passkey[]>
}

/** A passkey as a device keeps it. */
export type Passkey = Awaited<ReturnType<typeof credentialsOf>>[number]

const credentialsOf = async (session: CDPSession, authenticatorId: string) =>
  (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials

/**
 * Gives a page's browser a device that holds passkeys and recognises its owner.
 * @param synced Passkeys that came to it from another device.
 */
export async function addAuthenticator(page: Page, synced: readonly Passkey[] = []): Promise<Authenticator> {
  const session = await page.context().newCDPSession(page)
  let [made, confirmed] = [0, 0]
  session.on('WebAuthn.credentialAdded', () => made++)
  session.on('WebAuthn.credentialAsserted', () => confirmed++)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  for (const credential of synced)
    await session.send('WebAuthn.addCredential', { authenticatorId, credential })
  made = 0
  return {
    ceremonies: () => ({ made, confirmed }),
    recognises: async (owner) => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: owner })
    },
    passkeys: () => credentialsOf(session, authenticatorId),
    lose: async () => {
      await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
    },
  }
}
