import type { CDPSession, Page } from 'playwright-core'

/** The passkeys of one device, as its owner and a test see them. */
export interface Authenticator {
  /** How often the owner was asked to make a passkey, and how often to confirm with one. */
  readonly ceremonies: () => { readonly made: number; readonly confirmed: number }
  /** Whether the owner is recognised when asked; one who is not declines. */
  readonly recognises: (owner: boolean) => Promise<void>
  /** The device is lost with all its passkeys. */
  readonly lose: () => Promise<void>
  /**
   * Holds another device to this one, which confirms here too with its passkeys and counts its own ceremonies. On the page as it
   * is loaded, the owner touches whichever of the two is asked.
   */
  readonly holdBeside: (passkeys: readonly Passkey[]) => Promise<Pick<Authenticator, 'ceremonies'>>
  /** Its passkeys, as they are synced to another device of the same owner. */
  readonly passkeys: () => Promise<readonly Passkey[]>
}

/** A passkey as a device keeps it. */
export type Passkey = Awaited<ReturnType<typeof credentialsOf>>[number]

const credentialsOf = async (session: CDPSession, authenticatorId: string) =>
  (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials

type Transport = 'internal' | 'usb'

async function addDevice(
  session: CDPSession,
  passkeys: readonly Passkey[],
  transport: Transport,
): Promise<{ readonly id: string; readonly ceremonies: Authenticator['ceremonies'] }> {
  let [made, confirmed] = [0, 0]
  const { authenticatorId: id } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  for (const credential of passkeys)
    await session.send('WebAuthn.addCredential', { authenticatorId: id, credential })
  session.on('WebAuthn.credentialAdded', ({ authenticatorId }) => {
    if (authenticatorId === id) made++
  })
  session.on('WebAuthn.credentialAsserted', ({ authenticatorId }) => {
    if (authenticatorId === id) confirmed++
  })
  return { id, ceremonies: () => ({ made, confirmed }) }
}

/** Has only the device touched that holds the passkey which is asked for: one that is touched for another's declines for both. */
async function touchWhatIsAsked(page: Page, session: CDPSession, ids: readonly string[]): Promise<void> {
  await page.exposeFunction('touchDeviceWith', async (credentialId: string) => {
    for (const authenticatorId of ids) {
      const held = await credentialsOf(session, authenticatorId)
      const enabled = held.some((one) => one.credentialId === credentialId)
      await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
    }
  })
  await page.evaluate(() => {
    const { touchDeviceWith } = window as never as { touchDeviceWith: (id: string) => Promise<void> }
    const get = navigator.credentials.get.bind(navigator.credentials)
    navigator.credentials.get = async (options) => {
      const asked = options?.publicKey?.allowCredentials?.[0]?.id as ArrayBuffer
      await touchDeviceWith(btoa(String.fromCharCode(...new Uint8Array(asked))))
      return get(options)
    }
  })
}

/**
 * Gives a page's browser a device that holds passkeys and recognises its owner.
 * @param synced Passkeys that came to it from another device.
 */
export async function addAuthenticator(page: Page, synced: readonly Passkey[] = []): Promise<Authenticator> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { id: authenticatorId, ceremonies } = await addDevice(session, synced, 'internal')
  return {
    ceremonies,
    recognises: async (owner) => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: owner })
    },
    holdBeside: async (passkeys) => {
      const other = await addDevice(session, passkeys, 'usb')
      await touchWhatIsAsked(page, session, [authenticatorId, other.id])
      return other
    },
    passkeys: () => credentialsOf(session, authenticatorId),
    lose: async () => {
      await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
    },
  }
}
