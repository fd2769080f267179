import { contractErrorAbi } from '@hurong/sdk'
import type { LoanSummary, Portfolio } from '@hurong/sdk/api'
