/** The State Council's notice is read as it is published; what cannot be read is named. */
import { getDayDetail } from 'chinese-days'
import { describe, expect, it } from 'vitest'
import { readNotice } from '../../server/calendar/notice.ts'
import { plusDays } from '../../server/calendar/weeks.ts'

/** The facts of the arrangement for 2026, in the form of such notices. */
const notice2026 = `
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
`

describe('the yearly notice', () => {
  it('gives every day of 2026 that a maintained calendar knows', () => {
    const { days, unread } = readNotice(notice2026, 2026)
    expect(unread).toEqual([])
    const said = new Map(days.map(({ date, kind }) => [date, kind === 'workday']))
    for (let day = '2026-01-01'; day < '2027-01-01'; day = plusDays(day, 1)) {
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
      expect([day, said.get(day) ?? (weekday !== 0 && weekday !== 6)]).toEqual([day, getDayDetail(day).work])
    }
    expect(days.find(({ date }) => date === '2026-02-28')).toEqual({ date: '2026-02-28', kind: 'workday', name: '春节' })
  })

  it('follows a range over the turn of the year and lists within one month', () => {
    const { days } = readNotice('元旦：2026年12月31日至2027年1月2日放假。12月26日、27日上班。', 2026)
    expect(days.map(({ date, kind }) => `${date} ${kind}`)).toEqual([
      '2026-12-26 workday',
      '2026-12-27 workday',
      '2026-12-31 holiday',
      '2027-01-01 holiday',
      '2027-01-02 holiday',
    ])
  })

  it('names what it cannot read instead of guessing', () => {
    expect(readNotice('国庆节：10月7日至1日放假，共7天。2月30日上班。说明文字。', 2026)).toEqual({
      days: [],
      unread: ['国庆节：10月7日至1日放假，共7天', '2月30日上班'],
    })
  })
})
