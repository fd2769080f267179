const hash = (byte: string) => `0x${byte.repeat(32)}`

/** Of the API's description. */
export const noticeExamples = {
  notices: {
    notices: [
      {
        noticeId: hash('5c'),
        kind: 'recoveryProposed',
        at: 1_800_000_000,
        readyAt: 1_800_604_800,
        transactionHash: hash('9e'),
      },
    ],
    email: { hint: 'm…@example.org', language: 'en', isFailing: false },
    emailBy: 'mail',
    push: {
      publicKey: `B${'A'.repeat(86)}`,
      browsers: [
        {
          subscriptionId: '7b'.repeat(32),
          browser: 'Chrome',
          system: 'Android',
          since: 1_800_000_000,
          isFailing: false,
        },
      ],
    },
  },
  subscription: {
    subscription: {
      endpoint: 'https://fcm.googleapis.com/fcm/send/example',
      keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) },
    },
    language: 'en',
  },
  request: { email: 'mei@example.org', language: 'en' },
  codeSent: { until: 1_800_000_900 },
  code: { code: '314159' },
} as const
