/** Files of banks as they really look: preambles, words for columns, ways of writing money and days; MT940, CAMT.053; hostile and broken files. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, test } from 'vitest'
import { readBankFile } from '../../server/exchange/bankFile.ts'
import { readCamt053 } from '../../server/reconciliation/statement/camt053.ts'
import { readAmount, readDay, readTime, sameAccount } from '../../server/reconciliation/statement/cells.ts'
import { statementFaults } from '../../server/reconciliation/statement/check.ts'
import { guessColumns } from '../../server/reconciliation/statement/columns.ts'
import { findKnown } from '../../server/reconciliation/statement/known.ts'
import { lineReader } from '../../server/reconciliation/statement/lines.ts'
import { readMt940 } from '../../server/reconciliation/statement/mt940.ts'
import { linesOfShared } from '../../server/reconciliation/statement/sharedDays.ts'
import type { StatementLine, StatementTable } from '../../server/reconciliation/statement/statement.ts'

const folder = mkdtempSync(join(tmpdir(), 'taizhang-bank-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const read = (text: string, encoding = 'utf8', name = 'x.csv') => {
  const path = join(folder, `${Math.random()}${name}`)
  writeFileSync(path, iconv.encode(text, encoding))
  return readBankFile(path)
}

const lines = (table: StatementTable) => {
  const mapping = guessColumns(table.columns)
  const reader = lineReader(table, mapping)
  return table.rows.map((row) => reader(row))
}

const good = (table: StatementTable): StatementLine[] => lines(table).flatMap((each) => ('line' in each ? [each.line] : []))

describe('cells', () => {
  test.each([
    ['1,234.50', 123450],
    ['１，２３４．５０', 123450],
    ['¥12', 1200],
    ['(88.80)', -8880],
    ['100.00-', -10000],
    ['-.5', -50],
    ['', null],
    ['--', null],
    ['0.30000000000000004', 30],
    ['1234.4999999999999', 123450],
    ['1.234', undefined],
    ['1e5', undefined],
    ['12a', undefined],
  ])('amount %s', (text, amount) => expect(readAmount(text)).toBe(amount))

  test('every 分 survives the way through text, with and without separators', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }), (amount) => {
        const digits = String(Math.abs(amount)).padStart(3, '0')
        const text = `${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`
        expect(readAmount(`${amount < 0 ? '-' : ''}${text}`)).toBe(amount === 0 ? 0 : amount)
      }),
    )
  })

  test.each([
    ['20261101', '2026-11-01'],
    ['2026-11-01', '2026-11-01'],
    ['2026/1/2', '2026-01-02'],
    ['2026年11月1日', '2026-11-01'],
    ['2026-11-01 09:30:00', '2026-11-01'],
    ['20261101 093000', '2026-11-01'],
    ['20260230', undefined],
    ['合计', undefined],
  ])('day %s', (text, day) => expect(readDay(text)).toBe(day))

  test('times, and account numbers with stars', () => {
    expect([readTime('093001'), readTime('2026-11-01 9:30'), readTime('20261101 235959'), readTime('')]).toEqual([
      '09:30:01',
      '09:30:00',
      '23:59:59',
      null,
    ])
    expect(sameAccount('6222 0000-1111 2345', '6222000011112345')).toBe(true)
    expect(sameAccount('6222****2345', '6222000011112345')).toBe(true)
    expect(sameAccount('6222****2346', '6222000011112345')).toBe(false)
    expect(sameAccount('', '')).toBe(false)
  })
})

const icbc = `中国工商银行账户明细查询
账号：,6103 0123 4567 8901 234,,户名：,西安某某食品有限公司,,,
起止日期：20261101 - 20261130,,币种：人民币,,期初余额：,"1,000.00",,
凭证号,交易时间,对方单位名称,对方账号,借方发生额,贷方发生额,摘要,余额
0001,2026-11-02 10:11:12,甲商贸有限公司,6222000000000001,,"12,000.00",货款,"13,000.00"
0002,2026-11-03 08:00:00,,,15.00,,手续费,"12,985.00"
0003,2026-11-03 09:00:00,甲商贸有限公司,6222000000000001,,-2000.00,冲正,"10,985.00"
合计：,,,,15.00,"10,000.00",,
期末余额：,"10,985.00",,,,,,
`

describe('exports of banks', () => {
  test.each(['utf8', 'gb18030', 'utf16le'])('preamble, columns of debit and credit, totals below, in %s', async (encoding) => {
    const { table } = await read(encoding === 'utf16le' ? `\ufeff${icbc}` : icbc, encoding)
    expect(table.heads).toEqual([
      { account: '6103 0123 4567 8901 234', from: '2026-11-01', to: '2026-11-30', opening: 100000, closing: 1098500 },
    ])
    expect(good(table).map(({ date, at, amount, balance, payer }) => [date, at, amount, balance, payer])).toEqual([
      ['2026-11-02', '10:11:12', 1200000, 1300000, '甲商贸有限公司'],
      ['2026-11-03', '08:00:00', -1500, 1298500, null],
      ['2026-11-03', '09:00:00', -200000, 1098500, '甲商贸有限公司'],
    ])
  })

  test('signed amounts, bilingual headings, payer and payee in columns of their own', async () => {
    const { table } = await read(
      [
        '查询账号[ Inquirer account number ],1234567890123',
        '交易类型[ Transaction Type ],付款人账号[ Debit Account No. ],"付款人名称[ Payer\'s Name ]","收款人账号[ Payee\'s Account Number ]","收款人名称[ Payee\'s Name ]",交易日期[ Transaction Date ],交易时间[ Transaction time ],交易货币[ Trade Currency ],交易金额[ Trade Amount ],交易后余额[ After-transaction balance ],交易流水号[ Transaction reference number ],用途[ Purpose ]',
        '来账,6222001,乙食品有限公司,1234567890123,本公司,20261105,09:00:01,CNY,"5,000.00","5,000.00",900001,货款',
        '往账,1234567890123,本公司,6222002,丙运输公司,20261106,10:00:00,CNY,"-800.00","4,200.00",900002,运费',
      ].join('\n'),
    )
    expect(table.heads[0]?.account).toBe('1234567890123')
    expect(
      good(table).map(({ amount, payer, payerAccount, serial, reference }) => [amount, payer, payerAccount, serial, reference]),
    ).toEqual([
      [500000, '乙食品有限公司', '6222001', '900001', '货款'],
      [-80000, '丙运输公司', '6222002', '900002', '运费'],
    ])
  })

  test('one column of amounts with 借贷标志, tabs and ="…" cells', async () => {
    const { table } = await read(
      '交易日期\t借贷标志\t交易金额\t对方户名\t对方账号\n20261101\t贷\t100.00\t丁\t="6222000000000000009"\n20261102\t借\t30.00\t戊\t\n',
      'gb18030',
    )
    expect(good(table).map(({ amount, payerAccount }) => [amount, payerAccount])).toEqual([
      [10000, '6222000000000000009'],
      [-3000, null],
    ])
  })

  test('money out written below nothing in its own column is still money out', async () => {
    const { table } = await read('日期,收入,支出,对方户名\n2026-11-01,,-20.00,甲\n2026-11-02,,-30.00,乙\n2026-11-03,50.00,,丙\n')
    expect(good(table).map(({ amount }) => amount)).toEqual([-2000, -3000, 5000])
  })

  test("a row's place in the file is no serial: the next file counts anew", async () => {
    const { table } = await read(
      '交易日期,收入,对方户名,交易序号\n2026-11-01,5.00,甲,1\n2026-11-02,5.00,甲,NONREF\n2026-11-03,5.00,甲,000123\n',
    )
    expect(good(table).map(({ serial }) => serial)).toEqual([null, null, '000123'])
  })

  test('a faulty row is named, the rest is read', async () => {
    const { table } = await read(
      '日期,收入,支出,对方户名\n2026-13-01,5.00,,甲\n2026-11-02,abc,,乙\n2026-11-03,50.00,7.00,丙\n2026-11-04,0.00,,丁\n2026-11-05,1.00,,戊\n',
    )
    expect(lines(table).map((each) => Object.keys(each)[0])).toEqual(['faults', 'faults', 'faults', 'nothing', 'line'])
  })
})

const mt940 = `{1:F01BANKCNBJAXXX0000000000}{2:I940BANKCNBJXXXXN}{4:
:20:STMT1
:25:1234567890123
:28C:11/1
:60F:C261101CNY1000,00
:61:2611021102C1200,5NTRFNONREF//SER001
:86:ANY TEXT OF THE BANK
:61:2611031104RC200,00NTRFREF9//SER002
?86 IS NOT HERE
:61:2612310102D0,1NCHGNONREF//SER003
:86:202?00FEE?20QUARTERLY?32BANK NAME
:62F:C261130CNY2000,40
:64:C261130CNY2000,40
:99Z:UNKNOWN
-}`

describe('MT940', () => {
  test('amounts exact, reversals, the turn of the year, unknown fields', () => {
    const table = readMt940(mt940)
    expect(table.heads).toMatchObject([{ account: '1234567890123', opening: 100000, closing: 200040 }])
    const reader = lineReader(table, Object.fromEntries(table.columns.map((name) => [name, name])))
    const read = table.rows.map((row) => reader(row)).flatMap((each) => ('line' in each ? [each.line] : []))
    expect(read.map(({ date, amount, serial }) => [date, amount, serial])).toEqual([
      ['2026-11-02', 120050, 'SER001'],
      ['2026-11-04', -20000, 'SER002'],
      ['2027-01-02', -10, 'SER003'],
    ])
    expect(read[2]?.payer).toBe('BANK NAME')
  })

  test('pages of one statement are one statement', () => {
    const page = (kinds: string, from: string, line: string, to: string) =>
      `:20:S\n:25:123\n:28C:1/1\n:60${kinds[0]}:C261101CNY${from}\n:61:261101C${line}NTRFNONREF\n:62${kinds[1]}:C261101CNY${to}\n`
    const table = readMt940(page('FM', '0,00', '5,00', '5,00') + page('MF', '5,00', '2,00', '7,00'))
    expect([table.heads, table.headOf]).toEqual([
      [{ account: '123', from: '2026-11-01', to: '2026-11-01', opening: 0, closing: 700 }],
      [0, 0],
    ])
  })

  test.each([':20:X\n:25:1\n:60F:C2611XXCNY1,00\n', ':20:X\n:60F:C261101CNY1,00\n:61:garbage\n'])(
    'a broken field is named by its line: %#',
    (text) => {
      expect(() => readMt940(text)).toThrow(/line \d/)
    },
  )
})

const camt = (
  body: string,
  head = '',
) => `<?xml version="1.0"?>${head}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>
<Acct><Id><Othr><Id>1234567890123</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-01</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">60.10</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-30</Dt></Dt></Bal>
${body}</Stmt></BkToCstmrStmt></Document>`

describe('CAMT.053', () => {
  test('entries, batches of payments, amounts as text', () => {
    const table = readCamt053(
      camt(`<Ntry><Amt Ccy="CNY">50.10</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-03</Dt></BookgDt><AcctSvcrRef>S1</AcctSvcrRef>
<NtryDtls><TxDtls><Amt Ccy="CNY">20.05</Amt><RltdPties><Dbtr><Nm>甲 &amp; 乙</Nm></Dbtr></RltdPties></TxDtls><TxDtls><Amt Ccy="CNY">30.05</Amt></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="CNY">9.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts><BookgDt><Dt>2026-11-03</Dt></BookgDt></Ntry>`),
    )
    expect(table.heads).toEqual([{ account: '1234567890123', from: '2026-11-01', to: '2026-11-30', opening: 1000, closing: 6010 }])
    const reader = lineReader(table, Object.fromEntries(table.columns.map((name) => [name, name])))
    expect(table.rows.map((row) => reader(row))).toMatchObject([
      { line: { amount: 2005, payer: '甲 & 乙', serial: 'S1' } },
      { line: { amount: 3005, serial: 'S1/2' } },
    ])
  })

  test('PAY-14: a reversal names the parties of what it reverses, and is marked as one; our own account is never the other party', () => {
    const party = (side: string, name: string, account: string) =>
      `<${side}><Nm>${name}</Nm></${side}><${side}Acct><Id><Othr><Id>${account}</Id></Othr></Id></${side}Acct>`
    const entry = (sign: string, reversal: boolean, parties: string) =>
      `<Ntry><Amt Ccy="CNY">3000.00</Amt><CdtDbtInd>${sign}</CdtDbtInd>${reversal ? '<RvslInd>true</RvslInd>' : ''}<Sts>BOOK</Sts><BookgDt><Dt>2026-11-03</Dt></BookgDt><NtryDtls><TxDtls><RltdPties>${parties}</RltdPties></TxDtls></NtryDtls></Ntry>`
    const table = readCamt053(
      camt(
        [
          entry('CRDT', false, party('Dbtr', '冲正食品', '77')),
          entry('DBIT', true, party('Dbtr', '冲正食品', '77')),
          entry('DBIT', true, party('Dbtr', '冲正食品', '77') + party('Cdtr', '本公司', '1234567890123')),
          entry('DBIT', true, party('Cdtr', '冲正食品', '77') + party('Dbtr', '本公司', '1234567890123')),
          entry('DBIT', false, party('Cdtr', '运输公司', '88') + party('Dbtr', '本公司', '1234567890123')),
          entry('DBIT', false, '<Dbtr><Nm>本公司</Nm></Dbtr>'),
        ].join(''),
      ),
    )
    const reader = lineReader(table, Object.fromEntries(table.columns.map((name) => [name, name])))
    const read = table.rows.map((row) => reader(row)).flatMap((each) => ('line' in each ? [each.line] : []))
    expect(read.map(({ amount, payer, summary }) => [amount, payer, summary])).toEqual([
      [300000, '冲正食品', null],
      [-300000, '冲正食品', '冲正'],
      [-300000, '冲正食品', '冲正'],
      [-300000, '冲正食品', '冲正'],
      [-300000, '运输公司', null],
      [-300000, null, null],
    ])
  })

  test('entities and document types are refused, and nothing is fetched or expanded', () => {
    expect(() => readCamt053(camt('', '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'))).toThrow(/no document type/)
    expect(() => readCamt053('<?xml version="1.0"?><Document><a></b></Document>')).toThrow(/XML/)
    expect(() => readCamt053('<Document><Other/></Document>')).toThrow(/CAMT\.053/)
  })
})

describe('hostile and broken files', () => {
  test.each([
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 415],
    ['a PDF', Buffer.from('%PDF-1.7 …'), 415],
    ['a web page', Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), 415],
    ['an empty file', Buffer.alloc(0), 400],
    ['bytes', Buffer.from([1, 0, 2, 0, 3, 255, 254]), 400],
    ['a damaged archive', Buffer.from('PK\u0003\u0004 broken'), 400],
    ['a table of something else', Buffer.from('a,b,c\n1,2,3\n'), 422],
  ])('%s has a clear sentence', async (_, content, status) => {
    const path = join(folder, `${Math.random()}`)
    writeFileSync(path, content)
    await expect(readBankFile(path)).rejects.toMatchObject({ status })
  })

  test('whatever bytes come, the answer is a table or a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const path = join(folder, 'any')
        writeFileSync(path, bytes)
        await readBankFile(path).catch((error: { status?: number }) => expect(error.status).toBeGreaterThanOrEqual(400))
      }),
      { numRuns: 60 },
    )
  })
})

const line = (more: Partial<StatementLine>): StatementLine => ({
  date: '2026-11-01',
  at: null,
  amount: 100,
  balance: null,
  payer: null,
  payerAccount: null,
  payerBank: null,
  serial: null,
  reference: null,
  summary: null,
  ...more,
})

describe('lines that are known', () => {
  const known = (list: readonly StatementLine[]) => list.map((each, at) => ({ ...each, id: at + 1, statement: 1 }))
  const ids = (list: readonly StatementLine[], old: readonly StatementLine[]) => findKnown(list, known(old)).map((each) => each?.known.id)

  test('equal lines are told apart by their number', () => {
    const equal = Array.from({ length: 1000 }, () => line({}))
    expect(new Set(ids(equal, equal)).size).toBe(1000)
    expect(ids([...equal, line({})], equal).filter((id) => id === undefined)).toHaveLength(1)
  })
  test('two payments of one amount by different payers are two', () => {
    expect(ids([line({ payer: '乙' })], [line({ payer: '甲' })])).toEqual([undefined])
  })
  test('a corrected payer or summary with the balance of before is the same line', () => {
    expect(ids([line({ balance: 5, payer: '甲公司' })], [line({ balance: 5, payer: '甲' })])).toEqual([1])
  })
  test('one serial, payment and fee: two lines; a corrected amount: one', () => {
    const both = [line({ serial: 'S', amount: -5000 }), line({ serial: 'S', amount: -10 })]
    expect(ids(both, both.slice(0, 1))).toEqual([1, undefined])
    expect(ids([line({ serial: 'S', amount: 120 })], [line({ serial: 'S', amount: 100 })])).toEqual([1])
  })
  test('a bank that begins to count again, each day or in each file, loses no line', () => {
    const yesterday = line({ serial: '000001', balance: 700, payer: '甲' })
    const next = { ...yesterday, date: '2026-11-02', balance: 800 }
    expect(ids([next], [yesterday])).toEqual([undefined])
    expect(ids([{ ...next, balance: null, date: '2026-12-01' }], [{ ...yesterday, balance: null }])).toEqual([undefined])
    // The bank put the day right.
    expect(ids([{ ...next, balance: 700 }], [yesterday])).toEqual([1])
  })
  test('no line is lost and none taken twice, in whatever order a file lists them', () => {
    const one = fc
      .record({
        amount: fc.integer({ min: 1, max: 3 }),
        serial: fc.option(fc.constantFrom('a', 'b')),
        payer: fc.option(fc.constantFrom('甲', '乙')),
      })
      .map(line)
    fc.assert(
      fc.property(
        fc
          .array(one, { maxLength: 12 })
          .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          const found = ids(shuffled, list)
          expect(new Set(found).size).toBe(list.length)
          expect(found).not.toContain(undefined)
        },
      ),
    )
  })
})

test('a statement that does not add up, or does not follow on, says by how much', () => {
  const own = { from: '2026-11-01', to: '2026-11-30', opening: 100, closing: 300, sum: 200 }
  expect(statementFaults(own, undefined, undefined)).toEqual([])
  expect(statementFaults({ ...own, sum: 150 }, undefined, undefined)[0]?.[1]).toContain('0.50')
  const before = { number: 'YH-1', from: '2026-10-01', to: '2026-10-15', opening: 0, closing: 90 }
  expect(statementFaults(own, before, undefined)[0]?.[1]).toMatch(/YH-1.*0\.10.*2026-10-16 – 2026-10-31/)
  expect(statementFaults(own, { ...before, closing: 100 }, undefined)).toEqual([])
})

test('PAY-14: of days that statements share, the lines are those that make it add up, its own ones always among them', () => {
  const lines = (...told: readonly (readonly [string, number, number])[]) =>
    told.map(([date, amount, statement]) => ({ date, amount, statement }))
  const day = lines(['15', 30, 1], ['15', 7, 1], ['15', -4, 2])
  const of = (id: number, from: string, to: string, rest: number | null, all = day) =>
    linesOfShared(all, { id, from, to, rest }).map(({ amount }) => amount)
  expect(of(1, '01', '15', 37)).toEqual([30, 7])
  expect(of(2, '15', '31', -4)).toEqual([-4])
  expect(of(2, '15', '31', 33)).toEqual([30, 7, -4])
  expect(of(2, '15', '31', 3)).toEqual([7, -4])
  expect(of(3, '01', '15', 30)).toEqual([30])
  // Nothing adds up without what its own file told: that is what the fault speaks of.
  expect(of(1, '01', '15', 30)).toEqual([30, 7])
  expect(of(2, '15', '31', 30)).toEqual([-4])
  expect(of(2, '15', '31', null)).toEqual([-4])
  expect(of(2, '15', '15', 26)).toEqual([30, 7, -4])
  expect(of(3, '15', '15', 7 - 4)).toEqual([7, -4])
  expect(of(3, '14', '15', 5 + 30, lines(['14', 9, 1], ['14', 5, 1], ['15', 30, 2], ['15', 1, 2]))).toEqual([5, 30])
})
