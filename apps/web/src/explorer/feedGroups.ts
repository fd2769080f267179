/** Kinds of events a reader may want alone. */
export const feedGroups = ['all', 'funding', 'payments', 'trouble', 'claims', 'people', 'rules'] as const
export type FeedGroup = (typeof feedGroups)[number]

const types = {
  all: [],
  funding: ['LoanRequested', 'FundingClosed', 'FundingReopened', 'LoanCancelled', 'LoanDrawn', 'Transfer'],
  payments: ['Repaid', 'InstalmentSettled', 'Prepaid', 'LoanClosed', 'PaidIn'],
  trouble: ['LoanLate', 'LoanDefaulted', 'LoanWrittenOff'],
  claims: ['Claimed', 'HoldingFlagged', 'CashHeld', 'HeldCashPaid'],
  people: [
    'ParticipantRegistered',
    'ClaimsSet',
    'StatusSet',
    'WalletAdded',
    'WalletRemoved',
    'RelationSet',
    'OutcomeRecorded',
  ],
  rules: [
    'ProductSet',
    'FeeAnnounced',
    'FeePayeeAnnounced',
    'PolicySet',
    'LimitsSet',
    'IssuerRegistered',
    'IssuerPaused',
    'RoleGranted',
    'RoleRevoked',
    'TargetFunctionRoleUpdated',
    'PowerGivenUp',
    'OperationScheduled',
    'OperationExecuted',
    'OperationCanceled',
  ],
} satisfies Record<FeedGroup, readonly string[]>

/** Names of the events in a group; none for all. */
export const typesOf = (group: FeedGroup): readonly string[] => types[group]
