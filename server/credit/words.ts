/** A credit decision in sentences: the limit, the exposure, the excess, and the ways out. */
import { formatDecimal } from '../definition/decimal.ts'
import type { Words } from '../definition/words.ts'
import type { Decision, Inputs, Missing, Reason } from './decision.ts'

const yuan = (amount: number): string => `¥${formatDecimal(amount, 2).replace(/\B(?=(\d{3})+(?=\.))/g, ',')}`

export const missingWords: Readonly<Record<Missing, Words>> = {
  card: ['客户信息卡未填全', 'the information card is incomplete'],
  idCopy: ['缺开户人身份证复印件', "the opener's ID copy is missing"],
  contract: ['没有在有效期内的已签合同', 'there is no signed contract in force'],
  settlementAgreement: ['合同缺结算协议', 'the contract has no settlement agreement'],
  lastYearBalance: ['上年欠款未清', "last year's balance is not cleared"],
}

const join = (all: readonly Words[]): Words => [all.map(([zh]) => zh).join('、'), all.map(([, en]) => en).join(', ')]

type Sentence = (inputs: Inputs, decision: Decision) => Words

const why: Readonly<Record<Reason, Sentence>> = {
  stopped: () => ['该客户已停止赊销（PAY-10）', 'credit to this customer is stopped (PAY-10)'],
  prepayment: ({ prepayment, amount, advance }) => [
    `信用受限客户须预付货值的 ${formatDecimal(prepayment, 2)}%（GRD-21），本批 ${yuan(amount)}，可用预收 ${yuan(advance)}`,
    `a restricted customer pays ${formatDecimal(prepayment, 2)} % of the goods ahead (GRD-21): goods ${yuan(amount)}, money held ${yuan(advance)}`,
  ],
  unpaid: ({ amount, advance, exposure }) => [
    `先款后货（ORD-06）：本批 ${yuan(amount)}，已收未用 ${yuan(advance)}，未结 ${yuan(exposure)}`,
    `money comes before goods (ORD-06): goods ${yuan(amount)}, money held ${yuan(advance)}, unsettled ${yuan(exposure)}`,
  ],
  noPlan: () => ['无授信现款客户须附货款回笼计划（CRD-04）', 'a cash customer without credit has a collection plan (CRD-04)'],
  ineligible: ({ missing }) => {
    const [zh, en] = join(missing.map((each) => missingWords[each]))
    return [`不符合授信条件（CRD-01）：${zh}`, `not eligible for credit (CRD-01): ${en}`]
  },
  overdue: ({ overdue, oldestOverdueDays }) => [
    `有逾期欠款 ${yuan(overdue)}，最长 ${oldestOverdueDays} 天，须逐笔审批（CRD-05）`,
    `${yuan(overdue)} is overdue, the oldest by ${oldestOverdueDays} days: approval case by case (CRD-05)`,
  ],
  overLimit: ({ limit }, { after, excess }) => [
    `超授信（CRD-06）：额度 ${yuan(limit)}，连同本批占用 ${yuan(after)}，超出 ${yuan(excess)}`,
    `over the limit (CRD-06): limit ${yuan(limit)}, exposure with these goods ${yuan(after)}, excess ${yuan(excess)}`,
  ],
}

const outs: Readonly<Record<Reason, Words>> = {
  stopped: ['付清全部货款', 'pay for everything'],
  prepayment: ['先收预付款', 'receive the prepayment first'],
  unpaid: ['先收款并由财务确认', 'receive the money and have finance confirm it'],
  noPlan: ['建立并执行回笼计划', 'set up and activate a collection plan'],
  ineligible: ['补齐条件，或付款后发货', 'complete the conditions, or pay before shipping'],
  overdue: ['收回逾期款，或报销售部逐笔审批', 'collect what is overdue, or apply to the sales department'],
  overLimit: [
    '收款、申请首次或末次超授信放行，或附回笼计划先款后货（CRD-07…09）',
    'collect money, apply for a first or last release, or remit first under a collection plan (CRD-07…09)',
  ],
}

/** Why goods may not go, with the figures and the ways out. */
export function refusalWords(name: string, inputs: Inputs, decision: Decision): Words {
  const reasons = decision.reasons.map((reason) => why[reason](inputs, decision))
  const ways = [...new Set(decision.reasons.map((reason) => outs[reason]))]
  return [
    `客户“${name}”不能发货或开票：${reasons.map(([zh]) => zh).join('；')}。办法：${ways.map(([zh]) => zh).join('；')}。`,
    `No goods or invoice for “${name}”: ${reasons.map(([, en]) => en).join('; ')}. Ways out: ${ways.map(([, en]) => en).join('; ')}.`,
  ]
}
