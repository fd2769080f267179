/** What all processes together do one at a time. Arbitrary numbers that this program alone locks by; no two are alike. */
export const locks = {
  migration: 4_872_101,
  decisionLog: 4_872_102,
  relayerIntake: 4_872_103,
  carrying: 4_872_104,
} as const
