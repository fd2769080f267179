const modelHash = `0x${'3d'.repeat(32)}`
const model = {
  modelHash,
  schemaHash: `0x${'5c'.repeat(32)}`,
  uri: 'https://models.example/champion.json',
  announcedAt: 1_790_000_000,
  bindsAt: 1_790_604_800,
  retiredAt: null,
  loans: 120,
  name: 'lendingclub-2009',
}
const line = {
  grade: 'C',
  vintage: '2026-Q4',
  loans: 100,
  ended: 100,
  defaulted: 10,
  predicted: 9_000_000,
  low: 55_229,
  high: 174_366,
  small: false,
}

/** Examples of the OpenAPI document: credit models and underwriting. */
export const creditExamples = {
  models: { items: [model], nextCursor: null, total: 1 },
  model: {
    ...model,
    reasons: [{ code: 1, zh: '申请金额偏高', en: 'The amount asked for is high' }],
    trackRecord: [line],
    totals: [{ ...line, vintage: null }],
  },
}
