const modelHash = `0x${'3d'.repeat(32)}`
const model = {
  modelHash,
  schemaHash: `0x${'5c'.repeat(32)}`,
  uri: 'https://models.example/champion.json#lossGivenDefault=934643',
  lossGivenDefault: 934_643,
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

const currency = '0x5fbdb2315678afecb367f032d93f642f64180aa3'
const wallet = '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc'
const signature = `0x${'5a'.repeat(65)}`
const applicationId = `0x${'a9'.repeat(32)}`
const reasons = [{ code: 1, zh: '申请金额偏高', en: 'The amount asked for is high', points: 2_400 }]
const asked = { productId: 1, principal: '10000000000', method: 'equalInstalment', count: 36 }
const fields = { annual_inc: '48000', home_ownership: 'RENT', purpose: 'small_business' }
const assessment = {
  participantId: 7,
  grade: 'C',
  pd12Months: 31_000,
  pdLife: 90_000,
  currency,
  greatestPrincipal: '10000000000',
  greatestTermDays: 1_080,
  leastRate: 118_400,
  modelHash,
  inputsRoot: `0x${'1f'.repeat(32)}`,
  reasons: [1],
  issuedAt: 1_800_000_000,
  expiresAt: 1_802_592_000,
}
const application = {
  applicationId,
  status: 'assessed',
  appliedAt: 1_800_000_000,
  decidedAt: 1_800_000_000,
  lapsesAt: null,
  asked: { ...asked, currency },
  logged: { index: 1, hash: `0x${'de'.repeat(32)}` },
  reasons,
  refused: null,
  assessment,
  signatures: [{ signer: wallet, signature }],
  saltedFields: { annual_inc: { value: '48000', salt: `0x${'0b'.repeat(32)}` } },
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
  signature,
  preAssessmentRequest: { ...asked, fields },
  preAssessment: {
    modelHash,
    grade: 'C',
    points: -21_000,
    pd12Months: 31_000,
    pdLife: 90_000,
    reasons,
    contributions: [{ input: 'amount', zh: '申请金额', en: 'Amount asked for', points: 2_400 }],
    improvements: [
      {
        grade: 'B',
        pd12Months: 24_500,
        changes: [
          {
            field: 'loan_amnt',
            label: { zh: '申请金额', en: 'amount asked for' },
            from: 10_000,
            to: 7_500,
          },
        ],
      },
    ],
    offers: [
      {
        count: 36,
        principal: '10000000000',
        grade: 'C',
        pd12Months: 31_000,
        pdLife: 90_000,
        annualRate: 118_400,
        instalment: '331444470',
        totalCost: '2032000920',
      },
    ],
    refused: null,
  },
  applicationRequest: {
    application: {
      participantId: 7,
      fieldsHash: `0x${'f1'.repeat(32)}`,
      currency,
      ...asked,
      deadline: 1_800_000_600,
    },
    fields,
    wallet,
    signature,
  },
  application,
  applications: {
    items: [{ ...application, saltedFields: null }],
    nextCursor: null,
    total: 1,
  },
  queue: {
    items: [
      {
        applicationId,
        appliedAt: 1_800_000_000,
        lapsesAt: 1_801_209_600,
        participantId: 7,
        productId: 1,
        count: 36,
        method: 'equalInstalment',
        why: 'missingFields',
        missing: ['dti'],
        assessment,
        reasons,
        fields,
        approvedBy: [],
        needed: 1,
      },
    ],
    nextCursor: null,
    total: 1,
  },
  decisionRequest: { approve: true, underwriter: wallet, signature },
  log: {
    items: [
      {
        index: 1,
        previousHash: `0x${'00'.repeat(32)}`,
        hash: `0x${'de'.repeat(32)}`,
        at: 1_800_000_000,
        outcome: 'assessed',
        modelHash,
        assessmentHash: `0x${'a5'.repeat(32)}`,
        inputsRoot: `0x${'1f'.repeat(32)}`,
        decidedBy: null,
      },
    ],
    nextCursor: null,
    total: 1,
  },
}
