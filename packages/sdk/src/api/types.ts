import type { z } from 'zod'
import type * as s from './schemas.ts'

export type LoanStatus = z.infer<typeof s.LoanStatus>
export type Method = z.infer<typeof s.Method>
export type Unit = z.infer<typeof s.Unit>
export type Purpose = z.infer<typeof s.Purpose>
export type Problem = z.infer<typeof s.Problem>
export type Currency = z.infer<typeof s.Currency>
export type Platform = z.infer<typeof s.Platform>
export type Statistics = z.infer<typeof s.Statistics>
export type LoanTerms = z.infer<typeof s.LoanTerms>
export type LoanSummary = z.infer<typeof s.LoanSummary>
export type LoanPage = z.infer<typeof s.LoanPage>
export type LoanDetail = z.infer<typeof s.LoanDetail>
export type Position = z.infer<typeof s.Position>
export type Split = z.infer<typeof s.Split>
export type ScheduleRow = z.infer<typeof s.ScheduleRow>
export type Schedule = z.infer<typeof s.Schedule>
export type Holder = z.infer<typeof s.Holder>
export type ChainEvent = z.infer<typeof s.ChainEvent>
export type Participant = z.infer<typeof s.Participant>
export type Holding = z.infer<typeof s.Holding>
export type Portfolio = z.infer<typeof s.Portfolio>
export type CashFlow = z.infer<typeof s.CashFlow>
export type Powers = z.infer<typeof s.Powers>
export type Operation = z.infer<typeof s.Operation>
export type Product = z.infer<typeof s.Product>
export type SearchHit = z.infer<typeof s.SearchHit>
export type DemonstrationAccount = z.infer<typeof s.DemonstrationAccount>
export type StreamChange = z.infer<typeof s.StreamChange>
export type Grade = z.infer<typeof s.Grade>
export type LoanAssessment = z.infer<typeof s.LoanAssessment>
export type CreditModel = z.infer<typeof s.CreditModel>
export type CreditModelDetail = z.infer<typeof s.CreditModelDetail>
export type TrackRecordLine = z.infer<typeof s.TrackRecordLine>
export type CreditReason = z.infer<typeof s.CreditReason>
export type Offer = z.infer<typeof s.Offer>
export type PreAssessmentRequest = z.input<typeof s.PreAssessmentRequest>
export type PreAssessment = z.infer<typeof s.PreAssessment>
export type Application = z.infer<typeof s.Application>
export type ApplicationRequest = z.input<typeof s.ApplicationRequest>
export type ApplicationAnswer = z.infer<typeof s.ApplicationAnswer>
export type SignedAssessment = z.infer<typeof s.SignedAssessment>
export type QueuedApplication = z.infer<typeof s.QueuedApplication>
export type DecisionRequest = z.infer<typeof s.DecisionRequest>
export type CreditDecision = z.infer<typeof s.CreditDecision>
export type SignedOperation = z.input<typeof s.SignedOperation>
export type CoSignature = z.infer<typeof s.CoSignature>
export type SignInChallenge = z.infer<typeof s.SignInChallenge>
export type PasskeySignIn = z.input<typeof s.PasskeySignIn>
export type EthereumSignIn = z.input<typeof s.EthereumSignIn>
export type SignInOutcome = z.infer<typeof s.SignInOutcome>
export type SignedInDevice = z.infer<typeof s.SignedInDevice>
export type CurrentSession = z.infer<typeof s.CurrentSession>
export type CodesOffer = z.infer<typeof s.CodesOffer>
export type RecoveryCodes = z.infer<typeof s.RecoveryCodes>
export type LoanQuery = z.input<typeof s.LoanQuery>
export interface Page<T> {
  items: T[]
  nextCursor: string | null
  total?: number | undefined
}
export type Notice = z.infer<typeof s.Notice>
export type ToldBrowser = z.infer<typeof s.ToldBrowser>
export type PushSubscriptionRequest = z.infer<typeof s.PushSubscriptionRequest>
export type NoticeEmail = z.infer<typeof s.NoticeEmail>
export type Notices = z.infer<typeof s.Notices>
export type CarriedCall = z.infer<typeof s.CarriedCall>
export type Carried = z.infer<typeof s.Carried>
