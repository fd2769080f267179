import type { TermsFigures, TermsTextInput } from './termsText.ts'

const purposes: Record<TermsTextInput['purpose'], string> = {
  debtConsolidation: '偿还其他债务',
  creditCard: '偿还信用卡',
  smallBusiness: '小生意经营',
  homeImprovement: '房屋修缮',
  majorPurchase: '大件消费',
  car: '购车',
  medical: '医疗',
  education: '教育',
  wedding: '婚礼',
  moving: '搬家',
  house: '购房',
  vacation: '度假',
  renewableEnergy: '可再生能源',
  other: '其他用途',
}
const units = { month: '个月', week: '周', day: '天' } as const

const duration = (seconds: number): string => {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} 天`
  if (seconds % 3_600 === 0) return `${seconds / 3_600} 小时`
  return `${seconds} 秒`
}

const method = ({ terms }: TermsTextInput): string => {
  if (terms.method === 'bullet') return '全部本金和全部利息在到期日一次付清。'
  if (terms.method === 'interestOnly') return '每期支付当期利息，最后一期同时还清全部本金。'
  const start = terms.interestOnlyCount === 0 ? '' : `其中前 ${terms.interestOnlyCount} 期只付利息。`
  return terms.method === 'equalInstalment'
    ? `每期金额相同，含利息和本金；最后一期为剩余部分。${start}`
    : `每期归还等额本金，并支付剩余本金的利息。${start}`
}

/** The Chinese wording, version 1. */
export const termsTextZh = (input: TermsTextInput, { amount, percent, time }: TermsFigures): string => {
  const { terms, currency } = input
  const schedule =
    terms.method === 'bullet'
      ? `自提款之时起 ${terms.interval} ${units[terms.unit]}后一次还清`
      : `自提款之时起，每 ${terms.interval} ${units[terms.unit]}一期，共 ${terms.count} 期`
  const monthEnd = terms.unit === 'month' ? '当月没有对应日期的，以当月最后一天为准。' : ''
  const reflection =
    terms.reflectionPeriod === 0
      ? '出借人认购后不能撤回。'
      : `出借人在对本笔借款最近一次认购后的 ${duration(terms.reflectionPeriod)}内，可以无需理由、免费撤回所投资金；资金已被提取的除外。`
  return `借款条款 第 1 版

链 ${input.chainId}，合约 ${input.loans.toLowerCase()}。金额单位为 ${currency.symbol}（${currency.address.toLowerCase()}）。一天为 86,400 秒，时间均为 UTC。

1. 当事人。参与人 ${input.borrowerId} 为借款人。所有出资的人均为出借人，各自以其债权份额为限：每投入一个最小货币单位得一份。平台运营方不出借、不担保、不经手资金；资金由合约保管。
2. 金额。${amount(terms.principal)}，用于${purposes[input.purpose]}。募集截止于 ${time(input.fundingDeadline)}，每次认购不少于 ${amount(terms.leastTicket)}，或认购全部剩余金额。借款人可以接受不少于 ${percent(terms.leastShare)} 的部分募集，借款金额即为该部分。募集不足或借款人取消的，全部资金如数退还出借人。
3. 撤回。${reflection}
4. 提款。募集结束并再过 ${duration(terms.reflectionPeriod)}后，借款人须在 ${duration(terms.drawPeriod)}内提款。逾期未提的，任何人均可取消本笔借款，全部资金退还出借人。
5. 费用。按提款金额的 ${percent(terms.originationFee)} 在提款时一次扣收，此外没有任何费用。
6. 利息。自提款起，按剩余本金计算，年利率 ${percent(terms.annualRate)}。
7. 还款。借款人${schedule}。${method(input)}${monthEnd}每笔还款依次抵充逾期利息、利息、本金，先到期的先还。借款人可以随时提前还款，不收任何费用，利息只计算到还款的那一秒。
8. 扣款。${input.autoRepay ? '借款人允许任何人在其授权额度内从其钱包收取到期款项，并可随时终止。' : '借款人自行还款，也可以另行允许合约收取到期款项。'}任何人都可以代借款人还款。
9. 逾期。到期日后 ${terms.graceDays} 天仍未付清的，即为逾期。自此该期未付本金不再按原利率，而按年利率 ${percent(terms.lateRate)} 计收逾期利息。每一期按时或逾期，都会留在借款人的公开记录中。
10. 违约。最早一期未付款项到期后满 ${terms.defaultDays} 天，任何人均可宣布违约。全部本金随即到期，并按年利率 ${percent(terms.lateRate)} 计收逾期利息。此后收到的款项依次抵充本金、利息、逾期利息，由全体出借人分得。违约后满 ${terms.writeOffDays} 天可以核销；核销不免除债务，之后追回的款项仍照此分配。
11. 出借人如何收款。每笔款项同时按份额分给全部债权份额；每位出借人所得向下取整到最小货币单位，余数留待下次，仍归其所有。出借人可随时领取。任何人都不能停止还款、领取或退款。
12. 风险。借款人可能迟付、少付或不付：出借人可能损失全部投入。没有任何人担保，也不受存款保险保障。债权份额可能无人受让。货币可能贬值，或冻结某个地址。合约可能有缺陷；丢失的密钥，合约无法补发。
`
}
