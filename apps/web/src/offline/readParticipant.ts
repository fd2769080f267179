import { type OwingLoan, unpaidAmong } from '@hurong/finance'
import { INVESTOR_CLASSES, PARTICIPANT_KINDS, PARTICIPANT_STATUSES, participantsAbi } from '@hurong/sdk'
import type { LoanDetail, LoanSummary, Participant } from '@hurong/sdk/api'
import { ApiProblem } from '../api/client.ts'
import { type Book, readSettled } from '../chain/fallback/book.ts'
import { financePositionOf, financeTermsOf } from '../loans/forFinance.ts'

const day = 86_400

async function registeredAt({ hurong }: Book, participantId: number): Promise<number> {
  const { publicClient, deployment } = hurong.context
  const [event] = await publicClient.getContractEvents({
    address: deployment.contracts.participants,
    abi: participantsAbi,
    eventName: 'ParticipantRegistered',
    args: { participantId },
    fromBlock: BigInt(deployment.deployedAtBlock),
    strict: true,
  })
  if (!event) return 0
  const { timestamp } = await publicClient.getBlock({ blockNumber: event.blockNumber })
  return Number(timestamp)
}

/** Every settled instalment of some loans, in the order they were settled. */
async function historyOf(book: Book, loans: readonly LoanSummary[]): Promise<Participant['history']> {
  const settled = await Promise.all(
    loans.map(async ({ loanId, number }) =>
      (await readSettled(book, BigInt(loanId))).map(({ index, daysLate, onTime, settledAt }) => ({
        number,
        index,
        settledAt,
        daysLate,
        onTime,
      })),
    ),
  )
  return settled.flat().sort((a, b) => a.settledAt - b.settledAt || a.index - b.index)
}

/** The loan, unless it was never drawn. */
const owing = (loan: LoanDetail): readonly OwingLoan[] => {
  const position = financePositionOf(loan)
  if (!position) return []
  const { number, received } = loan
  const principalReceived = BigInt(received.principal)
  return [{ number, terms: financeTermsOf(loan.terms), position, principalReceived }]
}

/**
 * A participant's public record from the chain alone, in the API's shape.
 * @param loans All loans they ever asked for, newest first.
 * @throws ApiProblem of status 404 where nobody has this number.
 */
export async function participantFrom(
  book: Book,
  participantId: number,
  loans: readonly LoanDetail[],
): Promise<Participant> {
  const { participants, record } = book.hurong
  const status = PARTICIPANT_STATUSES[await participants.readStatus({ participantId })]
  if (status === undefined || status === 'unknown')
    throw new ApiProblem({
      type: 'about:blank#ParticipantNotFound',
      title: `P-${participantId}`,
      status: 404,
    })
  const [claims, wallets, kept, registered, history] = await Promise.all([
    participants.readClaims({ participantId }),
    participants.readWallets({ participantId }),
    record.readRecord({ participantId }),
    registeredAt(book, participantId),
    historyOf(book, loans),
  ])
  const { instalments, ...counts } = kept
  return {
    participantId,
    kind: PARTICIPANT_KINDS[claims.kind] ?? 'person',
    status,
    country: claims.country,
    level: claims.level,
    investorClass: Math.min(claims.investorClass, INVESTOR_CLASSES.length - 1),
    verifiedUntil: claims.verifiedUntil * day,
    wallets: wallets.map((wallet) => wallet.toLowerCase()),
    registeredAt: registered,
    record: {
      loansDrawn: Number(counts.loansDrawn),
      loansRepaid: Number(counts.loansRepaid),
      loansDefaulted: Number(counts.loansDefaulted),
      loansRecovered: Number(counts.loansRecovered),
      loansWrittenOff: Number(counts.loansWrittenOff),
      instalments: {
        onTime: Number(instalments.onTime),
        late1To30: Number(instalments.late1To30),
        late31To60: Number(instalments.late31To60),
        late61To90: Number(instalments.late61To90),
        late91Plus: Number(instalments.late91Plus),
      },
    },
    history,
    unpaid: unpaidAmong(loans.flatMap(owing), book.time),
    loans: [...loans],
  }
}
