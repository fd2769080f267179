export {
  type OwnableRole,
  type Owner,
  type Owners,
  OwnersMistake,
  ownableRoles,
  parseOwners,
} from './describe.ts'
export { type OwnersPlan, type PlannedOwner, planOwners } from './plan.ts'
export {
  type Act,
  hashOf,
  type Proposal,
  parseProposal,
  parseSigned,
  propose,
  type SignedBy,
  tellProposal,
  typedDataOf,
  type Way,
  ways,
  withSignatures,
  writeProposal,
} from './proposal.ts'
