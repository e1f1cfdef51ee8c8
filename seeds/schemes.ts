/** Three grading schemes side by side (CF-03): the company's tiers, ABC by volume, and partner grades from the yearly appraisal. */

export const gradingSchemes = [
  {
    code: 'TIER',
    name: '客户层级',
    method: 'manual',
    primary: true,
    visibleToCustomer: false,
    grades: [
      { code: 'S', name: '战略合作', englishName: 'Strategic', criteria: '技术与产品互通并有持续贸易' },
      { code: 'K', name: '重点', englishName: 'Key', criteria: '年采购额大或行业影响力强' },
      { code: 'G', name: '一般', englishName: 'General', criteria: '常规往来，年采购额较小' },
      { code: 'R', name: '储备', englishName: 'Reserve', criteria: '有合作意向或潜力' },
    ],
  },
  {
    code: 'ABC',
    name: 'ABC 分级',
    method: 'rule',
    primary: false,
    visibleToCustomer: false,
    grades: [
      { code: 'A', name: 'A 级', englishName: 'A', criteria: '累计销售额前 70%' },
      { code: 'B', name: 'B 级', englishName: 'B', criteria: '累计销售额 70%–90%' },
      { code: 'C', name: 'C 级', englishName: 'C', criteria: '其余' },
    ],
  },
  {
    code: 'PARTNER',
    name: '伙伴评价',
    method: 'scorecard',
    primary: false,
    visibleToCustomer: true,
    grades: [
      { code: 'A', name: '卓越伙伴', englishName: 'Outstanding', criteria: '评分 90 以上' },
      { code: 'B', name: '优秀伙伴', englishName: 'Excellent', criteria: '评分 75–90' },
      { code: 'C', name: '合格伙伴', englishName: 'Qualified', criteria: '评分 60–75' },
      { code: 'D', name: '待改进', englishName: 'To improve', criteria: '评分 60 以下' },
    ],
  },
] as const
