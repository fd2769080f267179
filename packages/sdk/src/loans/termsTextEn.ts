import type { TermsFigures, TermsTextInput } from './termsText.ts'

const purposes: Record<TermsTextInput['purpose'], string> = {
  debtConsolidation: 'paying off other debts',
  creditCard: 'paying off a credit card',
  smallBusiness: 'a small business',
  homeImprovement: 'home improvement',
  majorPurchase: 'a major purchase',
  car: 'a car',
  medical: 'medical costs',
  education: 'education',
  wedding: 'a wedding',
  moving: 'moving house',
  house: 'a house',
  vacation: 'a vacation',
  renewableEnergy: 'renewable energy',
  other: 'another purpose',
}

const counted = (count: number, one: string): string => (count === 1 ? `1 ${one}` : `${count} ${one}s`)

const duration = (seconds: number): string => {
  if (seconds === 0) return 'no time'
  if (seconds % 86_400 === 0) return counted(seconds / 86_400, 'day')
  if (seconds % 3_600 === 0) return counted(seconds / 3_600, 'hour')
  return counted(seconds, 'second')
}

const method = ({ terms }: TermsTextInput): string => {
  if (terms.method === 'bullet')
    return 'All principal and all interest are due together, on the one due date.'
  if (terms.method === 'interestOnly')
    return 'Each instalment is the interest of its period; the last one is the whole principal as well.'
  const start =
    terms.interestOnlyCount === 0
      ? ''
      : ` The first ${terms.interestOnlyCount} of them ask for interest alone.`
  return terms.method === 'equalInstalment'
    ? `All instalments are equal, interest and principal together; the last one is what is left.${start}`
    : `Each instalment repays an equal part of the principal, and the interest on what was outstanding.${start}`
}

/** The English wording, version 1. */
export const termsTextEn = (input: TermsTextInput, { amount, percent, time }: TermsFigures): string => {
  const { terms, currency } = input
  const every = terms.interval === 1 ? `every ${terms.unit}` : `every ${terms.interval} ${terms.unit}s`
  const schedule =
    terms.method === 'bullet'
      ? `in one sum, ${counted(terms.interval, terms.unit)} after the draw`
      : `in ${counted(terms.count, 'instalment')}, ${every}, counted from the moment of the draw`
  const monthEnd =
    terms.unit === 'month' ? ' A day that a month does not have becomes the last day of that month.' : ''
  const reflection =
    terms.reflectionPeriod === 0
      ? 'A lender cannot take a subscription back.'
      : `A lender may take back what they put in within ${duration(terms.reflectionPeriod)} of their latest subscription to this loan, free and without a reason, unless the money has been drawn.`
  return `Loan terms, version 1

Chain ${input.chainId}, contract ${input.loans.toLowerCase()}. Amounts are in ${currency.symbol} (${currency.address.toLowerCase()}). A day has 86,400 seconds; times are UTC.

1. Who. Participant ${input.borrowerId} borrows. Whoever funds the loan lends, each for their own notes: one note for each smallest unit of money put in. The operator of the platform neither lends nor guarantees nor holds the money; the contract does.
2. Amount. ${amount(terms.principal)}, for ${purposes[input.purpose]}. It can be funded until ${time(input.fundingDeadline)}, each time with at least ${amount(terms.leastTicket)} or all that is left. The borrower may accept a part of at least ${percent(terms.leastShare)} of the amount; the loan is then a loan of that part. If less comes together, or the borrower calls it off, all lenders get their money back whole.
3. Taking it back. ${reflection}
4. Draw. After the raise is closed and ${duration(terms.reflectionPeriod)} have passed, the borrower has ${duration(terms.drawPeriod)} to take the money. If they do not, anyone may cancel and all lenders get their money back.
5. Fee. ${percent(terms.originationFee)} of the amount drawn, kept from it once at the draw. There is no other fee.
6. Interest. ${percent(terms.annualRate)} a year on the outstanding principal, from the draw.
7. Repayment. The borrower repays ${schedule}. ${method(input)}${monthEnd} Each payment goes to late interest, then interest, then principal, the oldest instalment first. The borrower may repay early at any time without a charge, and then owes interest only up to that second.
8. How it is collected. ${input.autoRepay ? 'The borrower lets anyone collect what is due from their wallet, as far as they allowed the contract to, and may end that.' : 'The borrower pays by themselves, and may let the contract collect what is due.'} Anyone may pay for the borrower.
9. Late. An instalment not paid ${counted(terms.graceDays, 'day')} after its due date is late. From then on its unpaid principal carries late interest at ${percent(terms.lateRate)} a year in place of ordinary interest. Every instalment, on time or late, stays on the borrower's public record.
10. Default. ${counted(terms.defaultDays, 'day')} after the oldest unpaid due date anyone may declare default. All principal then falls due at once and carries late interest at ${percent(terms.lateRate)} a year. What comes in after that goes to principal, then interest, then late interest, and is shared among the lenders. ${counted(terms.writeOffDays, 'day')} after the default the loan may be written off; the debt does not end by that, and what is still recovered is shared in the same way.
11. How lenders are paid. Every payment is shared over all notes at once, in proportion; each lender's share is rounded down to the smallest unit and the rest stays theirs for the next payment. A lender claims it whenever they like. Nobody can stop repayments, claims or refunds.
12. Risks. The borrower may pay late, in part or never: a lender can lose all that they put in. Nobody guarantees it, and no deposit insurance covers it. Notes may find no buyer. The currency may lose its value or freeze an address. The contract may have a fault, and a key that is lost cannot be replaced by it.
`
}
