import { translates } from '../messages.ts'
import type { learn as source } from '../zh/learn.ts'

export const learn = translates<typeof source>()({
  'learn.title': 'Learn: the life of a loan in five steps',
  'learn.lead':
    'On this local chain you move time. Follow one loan as it falls due, runs late and defaults, and see where the money goes.',
  'learn.leadRemote':
    'Time can be moved on a local demo chain only. Here you follow one loan and see how far it has come.',
  'learn.now': 'It is {time}',
  'learn.step': 'Step {n} of 5',
  'learn.previous': 'Back',
  'learn.next': 'Next',
  'learn.watch': 'The loan to watch',
  'learn.watch.none': 'There is no fitting loan to watch now.',
  'learn.watch.other': 'Another one',
  'learn.watch.raised': '{share} funded',
  'learn.never': 'This loan is over and did not come to this step. Take another one to see it.',
  'learn.covered': 'The borrower has enough for {n} more {n|instalment|instalments}.',
  'learn.covered.none': 'The borrower does not have enough for the next instalment.',
  'learn.covered.all': 'The borrower has enough for all that is left.',
  'learn.ask.title': 'One asks, many fund',
  'learn.ask.body':
    'The borrower states amount, rate, term and method; these never change. Many put in a little, and the contract holds it. If it is not filled, all goes back.',
  'learn.ask.now': 'This loan is {share} funded, by {n} {n|lender|lenders}.',
  'learn.ask.past': 'This loan was asked for on {asked} and filled on {closed}, by {n} {n|lender|lenders}.',
  'learn.ask.cancelled': 'This loan was asked for on {asked} and did not come about; all money went back.',
  'learn.ask.try': 'Open it and see who has funded it. Try a little; it is test money.',
  'learn.draw.title': 'Filled, reflection, draw',
  'learn.draw.body':
    'Once filled, the reflection period runs and lenders may take all back. Then the borrower draws, the fee is taken, and the due dates are set.',
  'learn.draw.ahead': 'This loan is still being funded.',
  'learn.draw.now': 'This loan is filled; it waits for the reflection period to end and for the draw.',
  'learn.draw.past': 'This loan was drawn on {drawn}; its due dates run from that day.',
  'learn.draw.try': 'Move time past the reflection period. After the draw the schedule has dates.',
  'learn.pay.title': 'Due, collected, shared',
  'learn.pay.body':
    'On the due date anyone may have the contract collect from what the borrower permitted. It is shared by notes and can be claimed at any time.',
  'learn.pay.ahead': 'This loan is not drawn yet and has no due dates.',
  'learn.pay.now': 'This loan has paid {done} of {all} instalments: the solid bars.',
  'learn.pay.try': 'Move to the next due date and watch the instalment turn from running to on time.',
  'learn.late.title': 'Nothing to collect: late',
  'learn.late.body':
    'If there is nothing to collect, days past due count up. After the grace days overdue principal bears late interest. All of it enters the public record for good.',
  'learn.late.ahead': 'This loan is not late yet.',
  'learn.late.now': 'This loan is {days} {days|day|days} late.',
  'learn.late.past': 'This loan ran late and was called a default: see the next step.',
  'learn.late.try':
    'Move on from one due date to the next: what cannot be collected changes colour, and days late count up.',
  'learn.default.title': 'Default, recovery, loss',
  'learn.default.body':
    'After the agreed days anyone may declare default, and all principal falls due. What is recovered is shared by notes. What is not is the lenders’ loss.',
  'learn.default.ahead':
    'This loan is not in default: an instalment must be {days} {days|day|days} late first.',
  'learn.default.now': 'This loan is in default, and {amount} of principal is not recovered.',
  'learn.default.recovered': 'This loan defaulted, and all that was owed was recovered since.',
  'learn.default.try':
    'Leave it unpaid and see it default; “principal lost in default” on the first page grows.',
  'learn.done': 'That was all. Choose a loan in the market, or look at your portfolio.',
  'learn.done.market': 'To the market',
  'learn.done.portfolio': 'My portfolio',
  'learn.moveDay': 'Move 1 day',
  'learn.moveMonth': 'Move 1 month',
  'learn.moveDue': 'Move to its next due date',
  'learn.moveDefault': 'Let it default: move to {date}',
  'learn.see': 'Open this loan',
  'learn.happened': 'Just happened',
  'learn.questions': 'Three questions people ask',
  'learn.q1': 'Without a bank, who collects?',
  'learn.a1':
    'The contract. When an instalment is due anyone may have it collect; our program does so daily.',
  'learn.q2': 'I need my money. Can I take it out?',
  'learn.a2':
    'All of it within the reflection period. After that you wait for the borrower, at most the term.',
  'learn.q3': 'What if you disappear?',
  'learn.a3':
    'We hold no key to this money. Money and record are on chain: with your own wallet you still claim what is yours, and borrowers still repay.',
})
