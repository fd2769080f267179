const account = '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc'
const device = {
  id: 'q0x3YbC8ZkVn1uPdW4sR7tEfLhJmGa2K',
  browser: 'Chrome',
  system: 'Android',
  madeAt: 1_800_000_000,
  seenAt: 1_800_000_060,
  endsAt: 1_800_007_260,
  isThis: true,
}

/** Examples of the OpenAPI document. */
export const sessionExamples = {
  challenge: { challenge: `0x${'5a'.repeat(32)}`, until: 1_800_000_180 },
  passkey: {
    account,
    publicKey: `0x${'c3'.repeat(64)}`,
    authenticatorData: `0x${'49'.repeat(32)}0500000000`,
    clientDataJSON: '{"type":"webauthn.get","challenge":"Wlpa","origin":"https://hurong.example"}',
    signature: `0x3006${'02'.repeat(6)}`,
  },
  ethereum: {
    message: `hurong.example wants you to sign in with your Ethereum account:\n0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC\n\nURI: https://hurong.example\nVersion: 1\nChain ID: 31337\nNonce: ${'5a'.repeat(32)}\nIssued At: 2027-01-15T08:00:00.000Z`,
    signature: `0x${'1b'.repeat(65)}`,
  },
  outcome: { codeNeeded: false, account },
  current: {
    session: {
      account,
      device,
      freshUntil: 1_800_000_300,
      codes: { isOn: true, recoveryCodesLeft: 9 },
      coSigner: { address: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8', isSigner: false },
    },
  },
  devices: { items: [device], nextCursor: null, total: 1 },
  code: { code: '123456' },
  offer: {
    uri: 'otpauth://totp/Hurong:0x3c44%E2%80%A693bc?secret=JBSWY3DPEHPK3PXP&issuer=Hurong&digits=6&period=30',
    secret: 'JBSWY3DPEHPK3PXP',
  },
  recoveryCodes: { recoveryCodes: ['abcd-efgh-jkmn', 'pqrs-tuvw-xyz2'] },
  stream: 'event: sessions\ndata: {}\n\nevent: signedOut\ndata: {}\n\n',
}
