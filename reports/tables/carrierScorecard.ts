/** Carriers of a quarter: on time, loss, price and claims (RPT-27, CAR-01, CAR-09). On time is received by the day the order asked for; orders without one do not count. */
import type { SqlTable } from './definition.ts'

export const carrierScorecard: SqlTable = {
  name: 'carrier-scorecard',
  label: ['承运商评分', 'Carrier scorecard'],
  source: 'RPT-27',
  period: 'quarter',
  reads: {
    carriers: ['scores'],
    dispatches: ['carrier', 'shippedOn', 'receivedOn', 'total'],
    freights: ['amount', 'carrier'],
    cargoClaims: ['carrier', 'claimed', 'settled'],
  },
  filter: 'dispatches',
  columns: [
    { name: 'carrier', label: ['承运商', 'Carrier'], format: 'name', names: 'carriers' },
    { name: 'shipments', label: ['发运单', 'Shipments'], format: 'count', sum: true },
    { name: 'received', label: ['有到货期且已收', 'Received, with a day asked for'], format: 'count', sum: true },
    { name: 'onTime', label: ['按时', 'On time'], format: 'count', sum: true },
    { name: 'onTimeShare', label: ['按时率', 'On time, share'], format: 'percent' },
    { name: 'goods', label: ['货值', 'Goods'], format: 'money', sum: true },
    { name: 'freight', label: ['运费', 'Freight'], format: 'money', sum: true },
    { name: 'freightShare', label: ['运费占货值', 'Freight, share of goods'], format: 'percent' },
    { name: 'losses', label: ['货损短少', 'Losses and damage'], format: 'count', sum: true },
    { name: 'late', label: ['延误索赔', 'Claims for delay'], format: 'count', sum: true },
    { name: 'claimed', label: ['索赔金额', 'Claimed'], format: 'money', sum: true },
    { name: 'settled', label: ['赔付金额', 'Settled'], format: 'money', sum: true },
    { name: 'score', label: ['年度评分', 'Score of the year'], format: 'days' },
  ],
  sql: `with sent as (
      select d.id, d.carrier, d.total, d."receivedOn", o."requiredOn"
      from dispatches as d join may_dispatches as m on m.id = d.id left join orders as o on o.id = d."order"
      where d.status in ('shipped', 'received') and d.carrier is not null and d."shippedOn" between (select first from asked) and (select last from asked)
    ), carried as (
      select carrier, count(*) as shipments, count(*) filter ("receivedOn" is not null and "requiredOn" is not null) as received,
        count(*) filter ("receivedOn" <= "requiredOn") as "onTime", sum(total) as goods
      from sent group by all
    ), paid as (
      select f.carrier, sum(f.amount) as freight from freights as f join may_freights as m on m.id = f.id join sent on sent.id = f.dispatch group by all
    ), claims as (
      select c.carrier, count(*) filter (c.kind in ('loss', 'damage')) as losses, count(*) filter (c.kind = 'late') as late, sum(c.claimed) as claimed,
        sum(coalesce(c.settled, 0)) as settled
      from "cargoClaims" as c join "may_cargoClaims" as m on m.id = c.id
      where c.status <> 'dropped' and c.date between (select first from asked) and (select last from asked)
      group by all
    )
    select c.id as carrier, coalesce(shipments, 0) as shipments, coalesce(received, 0) as received, coalesce("onTime", 0) as "onTime",
      case when received > 0 then round("onTime" * 100 / received, 2) end::decimal(18, 2) as "onTimeShare",
      coalesce(goods, 0)::decimal(18, 2) as goods, coalesce(freight, 0)::decimal(18, 2) as freight,
      case when goods > 0 then round(freight * 100 / goods, 2) end::decimal(18, 2) as "freightShare",
      coalesce(losses, 0) as losses, coalesce(late, 0) as late, coalesce(claimed, 0)::decimal(18, 2) as claimed, coalesce(settled, 0)::decimal(18, 2) as settled,
      s.score
    from carriers as c
    join may_carriers as m on m.id = c.id
    left join carried on carried.carrier = c.id left join paid on paid.carrier = c.id left join claims on claims.carrier = c.id
    left join carriers_scores as s on s.parent = c.id and s.year = year((select last from asked))
    where shipments > 0 or claims.carrier is not null`,
  order: 'shipments desc, carrier',
}
