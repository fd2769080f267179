import { wilson } from '@hurong/finance'
import { GRADE_BANDS } from '../explain/grade.ts'
import type { ModelFile } from '../files/model.ts'
import type { AdditiveModel } from '../model/types.ts'
import { applicationColumns, type Condition, type Schema } from '../schema/definition.ts'
import type { Evaluation, Named, Rate } from './evaluation.ts'
import { labelOf } from './shapes.ts'

const percent = (share: number, digits = 1) => `${(share * 100).toFixed(digits)} %`
const count = (whole: number) => whole.toLocaleString('en-US')
const figure = (value: number | null, digits = 3) => (value === null ? '–' : value.toFixed(digits))

type Cell = string | number
const table = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n')

/** The card of a model: what it is, how it did on loans it had not seen, and what it must not be used for. */
export function cardText({ content, hash }: ModelFile, evaluation: Evaluation): string {
  const { name, model, schema } = content
  return `${[
    `# Model ${name}`,
    summary(content, evaluation),
    '## In Chinese · 中文摘要',
    chinese(content, evaluation),
    '## What it is',
    table(
      ['', ''],
      [
        [
          'Kind',
          model.kind === 'additive'
            ? `additive: ${model.terms.length} inputs, ${model.pairs.length} pairs`
            : `boosted forest: ${model.trees.length} trees`,
        ],
        ['Model hash', `\`${hash}\``],
        ['Schema', `\`${schema.name}\`, hash \`${content.schemaHash}\``],
        [
          'Default',
          `at any time of the loan's life: ${schema.outcome.default.map(conditionText).join(', or ')}`,
        ],
        ['Answers', 'PD over life, PD over 12 months, grade, points by input, at most four reasons'],
      ],
    ),
    '## Data',
    data(content, evaluation),
    '## Figures on loans it had not seen',
    figures(evaluation),
    '![Calibration](calibration.svg)',
    '![Gains](gains.svg)',
    '![KS](ks.svg)',
    '## Grades',
    grades(content, evaluation),
    '## Stability',
    stability(content, evaluation),
    '## What each input adds',
    model.kind === 'additive'
      ? shapes(model, content)
      : 'This model is no sum of inputs; it challenges the one that is, and decides nothing.',
    '## Fairness',
    fairness(schema, evaluation),
    '## What was left out, and why',
    leftOut(content),
    '## Limits',
    limits,
  ].join('\n\n')}\n`
}

const conditionText = (condition: Condition): string => {
  const column = `\`${condition.column}\``
  if ('is' in condition) return `${column} is "${condition.is.join('" or "')}"`
  if ('present' in condition) return `${column} ${condition.present ? 'says something' : 'is empty'}`
  return 'above' in condition
    ? `${column} is above ${condition.above}`
    : `${column} is at most ${condition.atMost}`
}

function summary(
  { training, schema }: ModelFile['content'],
  { figures: found, loans, from, to }: Evaluation,
): string {
  return [
    `Trained on ${count(training.rows)} loans issued from ${training.from} to ${training.to}, measured on ${count(loans)} issued from ${from} to ${to} that it had not seen:`,
    `AUC ${figure(found.auc)}, KS ${figure(found.ks)}, Brier ${figure(found.brier, 4)}, calibration slope ${figure(found.slope)}.`,
    `It foresaw that ${percent(found.predicted)} of them would default; ${percent(found.realised)} did.`,
    schema.source ? `The loans: ${schema.source.en}.` : '',
    'This page is written by the program that trains the model; a test fails when it no longer belongs to the model file.',
  ]
    .filter((line) => line !== '')
    .join('\n')
}

function chinese(
  { training, schema, lossGivenDefault: loss }: ModelFile['content'],
  { figures: found, loans, from, to }: Evaluation,
): string {
  return [
    `用 ${training.from} 至 ${training.to} 发放的 ${count(training.rows)} 笔贷款训练,用 ${from} 至 ${to} 发放、模型从未见过的 ${count(loans)} 笔贷款检验:`,
    `AUC ${figure(found.auc)},KS ${figure(found.ks)},Brier ${figure(found.brier, 4)},校准斜率 ${figure(found.slope)}。`,
    `预测违约 ${percent(found.predicted)},实际违约 ${percent(found.realised)}。`,
    loss === null
      ? '数据未说明违约后的追偿,定价与预期回报按违约时的剩余本金全部损失计算。'
      : `违约损失率 ${millionths(loss.value)}(95 % 区间 ${millionths(loss.low)} 至 ${millionths(loss.high)},依据 ${count(loss.loans)} 笔违约的训练贷款),用于定价与预期回报。`,
    schema.source ? `数据:${schema.source.zh}。` : '',
    '模型是各项指标得分之和,每项得分公开;放款之后才知道的信息、平台自身的评级与利率都不作为输入。',
  ]
    .filter((line) => line !== '')
    .join('\n')
}

/** What of a defaulted loan is lost, and how sure that is. */
function lossText({ lossGivenDefault: loss }: ModelFile['content']): string {
  if (loss === null)
    return 'The tape does not tell what came back of loans that defaulted, or of too few: prices and expected returns take all that is open at a default as lost (loss given default 100 %).'
  const { value, low, high, loans } = loss
  return `Loss given default: of what was open when ${count(loans)} training loans defaulted, ${millionths(value)} never came back (95 % band ${millionths(low)} to ${millionths(high)}; each loan weighs what was open of it, cost of recovery is taken off, nothing is discounted). Prices and expected returns count with it.`
}

const millionths = (share: number) => percent(share / 1_000_000)

function data(content: ModelFile['content'], evaluation: Evaluation): string {
  const { training } = content
  const share = (defaults: number, loans: number) => percent(defaults / Math.max(1, loans))
  return [
    table(
      ['', 'training', 'measured on'],
      [
        ['Tape', `\`${training.tape.name}\``, `\`${evaluation.tape.name}\``],
        ['SHA-256', `\`${training.tape.sha256}\``, `\`${evaluation.tape.sha256}\``],
        ['Issued', `${training.from} to ${training.to}`, `${evaluation.from} to ${evaluation.to}`],
        ['Loans', count(training.rows), count(evaluation.loans)],
        [
          'Defaulted',
          `${count(training.defaults)} (${share(training.defaults, training.rows)})`,
          `${count(evaluation.defaults)} (${share(evaluation.defaults, evaluation.loans)})`,
        ],
        ['Rows that could not be read', count(training.bad), count(evaluation.bad)],
        ['Loans that run still, left out', '–', count(evaluation.notFinished)],
      ],
    ),
    lossText(content),
  ].join('\n\n')
}

const figures = ({ figures: found }: Evaluation): string =>
  table(
    ['figure', 'value', 'what it says'],
    [
      [
        'AUC',
        figure(found.auc, 4),
        'how often a loan that defaulted was scored riskier than one that was repaid',
      ],
      ['KS', figure(found.ks, 4), 'the greatest distance between defaulted and repaid loans, riskiest first'],
      ['Brier', figure(found.brier, 4), 'mean squared error of the PD'],
      [
        'Calibration slope',
        figure(found.slope),
        '1: risky loans are as much riskier as was said; below 1: less',
      ],
      [
        'Calibration intercept',
        figure(found.intercept),
        '0: no more and no fewer defaults than was said, at slope 1',
      ],
      ['Predicted', percent(found.predicted, 2), 'mean PD over life'],
      ['Realised', percent(found.realised, 2), 'share that defaulted'],
    ],
  )

const rateCells = ({ name, loans, defaults, predicted }: Named<Rate>): Cell[] => [
  name,
  count(loans),
  loans === 0 ? '–' : percent(predicted),
  loans === 0 ? '–' : percent(defaults / loans),
]

function grades({ hazard }: ModelFile['content'], evaluation: Evaluation): string {
  const bands = GRADE_BANDS.map(({ grade, below }, at) => {
    const from = percent((GRADE_BANDS[at - 1]?.below ?? 0) / 1_000_000)
    return `${grade} ${below > 1_000_000 ? `from ${from}` : `below ${percent(below / 1_000_000)}`}`
  })
  return [
    `By PD over 12 months, the same for every model: ${bands.join(', ')}.`,
    hazard.length === 0
      ? 'The tape does not date its defaults: the first 12 months have 12 / term of the hazard.'
      : `PD over 12 months follows from PD over life and the timing of the training loans' defaults: ${hazard
          .map(
            ({ term, first12 }) =>
              `of a loan of ${term} months, ${percent(first12)} of the hazard falls into the first 12`,
          )
          .join('; ')}.`,
    table(['grade', 'loans', 'predicted over life', 'defaulted'], evaluation.grades.map(rateCells)),
  ].join('\n\n')
}

function stability({ schema }: ModelFile['content'], evaluation: Evaluation): string {
  const inputs = evaluation.inputs.toSorted((a, b) => b.psi - a.psi)
  return [
    'PSI compares with the training loans: below 0.1 nothing moved, above 0.25 the applicants are others than those the model learnt from.',
    table(
      ['quarter', 'loans', 'predicted', 'defaulted', 'AUC', 'PSI of the score'],
      evaluation.quarters.map((quarter) => [...rateCells(quarter), figure(quarter.auc), figure(quarter.psi)]),
    ),
    '![Quarters](quarters.svg)',
    ...(inputs.length > 0
      ? [
          table(
            ['input', 'PSI'],
            inputs.map(({ name, psi }) => [labelOf(schema, name), figure(psi)]),
          ),
        ]
      : []),
  ].join('\n\n')
}

const extrapolated =
  'Not learnt: the training loans all ran equally long. A loan that runs longer has more time to fail; it is taken to go on failing at the pace of their last year.'

function shapes(model: AdditiveModel, { schema, training }: ModelFile['content']): string {
  const chineseOf = (name: string) => schema.inputs.find((input) => input.name === name)?.label.zh ?? ''
  return [
    'A score is the sum of these. Above 0: such a loan defaults more often than the average one. All are drawn to one scale; where a direction stands in the title, credit sense fixed it before training.',
    ...model.terms.map(({ name }) =>
      [
        `### ${labelOf(schema, name)} · ${chineseOf(name)}`,
        ...(training.extrapolated.includes(name) ? [extrapolated] : []),
        `![${labelOf(schema, name)}](shape-${name}.svg)`,
      ].join('\n\n'),
    ),
    ...model.pairs.map((_, at) => `### Pair ${at + 1}\n\n![Pair ${at + 1}](pair-${at + 1}.svg)`),
  ].join('\n\n')
}

/** Groups of fewer loans are put together: a share of so few says nothing. */
const LEAST_OF_GROUP = 200

function fairness(schema: Schema, { groups }: Evaluation): string {
  const tables = Object.entries(groups).map(([column, all]) => {
    const large = all.filter(({ loans }) => loans >= LEAST_OF_GROUP)
    const small = all.filter(({ loans }) => loans < LEAST_OF_GROUP)
    const label = schema.columns[column]?.label
    const read = applicationColumns(schema).includes(column)
    const rest =
      small.length === 0
        ? []
        : [
            {
              ...together(small),
              name: `${small.length} others, each below ${LEAST_OF_GROUP} loans`,
              auc: null,
            },
          ]
    return [
      `By ${label ? `${label.en.toLowerCase()} · ${label.zh}` : column}; ${read ? 'the model reads it' : 'the model does not read it'}. A group that defaults less than predicted is asked too much, one that defaults more too little; the last but one column holds its true rate with 95 % confidence.`,
      table(
        ['group', 'loans', 'predicted', 'defaulted', 'between', 'AUC'],
        [...large, ...rest].map((group) => [...rateCells(group), band(group), figure(group.auc)]),
      ),
    ].join('\n\n')
  })
  const none =
    'The tape names no group of people, so nothing can be measured here. That is a lack of the tape, not a finding.'
  return tables.length > 0 ? tables.join('\n\n') : none
}

const band = ({ loans, defaults }: Rate): string => {
  const { low, high } = wilson(defaults, loans)
  return `${percent(low)} and ${percent(high)}`
}

const together = (rates: readonly Rate[]): Rate => {
  const loans = rates.reduce((sum, rate) => sum + rate.loans, 0)
  return {
    loans,
    defaults: rates.reduce((sum, rate) => sum + rate.defaults, 0),
    predicted: rates.reduce((sum, rate) => sum + rate.predicted * rate.loans, 0) / loans,
  }
}

function leftOut({ schema, training }: ModelFile['content']): string {
  const roles: Record<string, string> = {
    outcome: 'It is the outcome.',
    afterwards: 'Known only after the loan was issued.',
    price: 'Set by the lender.',
    identifier: 'Only numbers the loan.',
    group: 'Kept to measure fairness only.',
    ignored: 'Left out.',
  }
  const columns = Object.entries(schema.columns).filter(([, { role }]) => role in roles)
  const rows = columns.map(([name, { role, why }]) => [`\`${name}\``, why?.en ?? roles[role] ?? ''])
  const dropped = training.dropped.map((name) => [labelOf(schema, name), 'The same for every training loan.'])
  return table(['column', 'why'], [...rows, ...dropped])
}

const limits = [
  'It speaks of loans like those it learnt from: of their time, country and marketplace. Elsewhere it must be trained anew, and its figures measured anew.',
  'Only loans that were granted are in the tape; of applicants who were declined nothing is known.',
  'A reason is what the model saw, not why a person acts.',
  'It decides nothing alone: limits, a second pair of eyes and the right to a person stand beside it.',
]
  .map((line) => `- ${line}`)
  .join('\n')
