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
  },
  request: { email: 'mei@example.org', language: 'en' },
  codeSent: { until: 1_800_000_900 },
  code: { code: '314159' },
} as const
