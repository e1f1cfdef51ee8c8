/** What the customer ordered in the last twelve months: the total, and a bar for each month, empty months included. */
import { Box, Typography } from '@mui/material'
import { useGetList } from 'react-admin'
import { useNavigate } from 'react-router'
import { parseDecimal, yuan } from '../../../server/definition/decimal.ts'
import { groupDigits } from '../../kinds/figures.ts'
import { companyToday } from '../../kinds/instants.ts'
import { addDays, addMonths, monthStart } from '../../kinds/periods.ts'
import { useSay } from '../../language/say.ts'
import type { PanelRecord } from '../../registers/catalog.ts'
import { listPath } from '../../registers/conditions.ts'
import { Figure } from './Figure.tsx'

/** More orders than this in a year are summed by the weekly statistics, not here. */
const most = 1000

export function RecentOrders({ customer }: { customer: number }) {
  const say = useSay()
  const navigate = useNavigate()
  const first = addMonths(monthStart(companyToday()), -11)
  const filter = { customer, date: { gte: first }, status: { in: ['confirmed', 'closed'] } }
  const { data, total } = useGetList<PanelRecord>('orders', {
    filter,
    sort: { field: 'date', order: 'DESC' },
    pagination: { page: 1, perPage: most },
  })
  if (!data) return null
  const months = Array.from({ length: 12 }, (_, back) => addMonths(first, back))
  const sums = new Map(months.map((month) => [month, 0]))
  for (const order of data) {
    const month = monthStart(String(order.date))
    sums.set(month, (sums.get(month) ?? 0) + (parseDecimal(String(order.total ?? ''), 2) ?? 0))
  }
  const sum = [...sums.values()].reduce((a, b) => a + b, 0)
  const highest = Math.max(1, ...sums.values())
  const title = say(['近 12 个月订单 (¥)', 'Orders of 12 months (¥)'])
  return (
    <Figure title={title} to={listPath('orders', filter)}>
      <Typography sx={{ fontSize: '1.375rem', fontWeight: 600 }}>{groupDigits(yuan(sum))}</Typography>
      <Typography variant="body2" color="textSecondary">
        {say(['{total} 单', '{total} orders'], { total: total ?? data.length })}
        {total !== undefined && total > most ? say(['，合计只含最近 {most} 单', ', the sum covers the latest {most}'], { most }) : ''}
      </Typography>
      <Box sx={{ display: 'flex', alignItems: 'flex-end', gap: '3px', height: 48, mt: 1 }}>
        {months.map((month) => {
          const amount = sums.get(month) ?? 0
          const label = `${month.slice(0, 7)}: ¥ ${groupDigits(yuan(amount))}`
          return (
            <Box
              key={month}
              component="button"
              type="button"
              title={label}
              aria-label={label}
              onClick={() => navigate(listPath('orders', { ...filter, date: { gte: month, lte: addDays(addMonths(month, 1), -1) } }))}
              sx={{
                flex: 1,
                border: 0,
                p: 0,
                cursor: 'pointer',
                borderRadius: '2px 2px 0 0',
                bgcolor: amount > 0 ? 'primary.main' : 'divider',
                height: `${amount > 0 ? Math.max(6, (amount / highest) * 100) : 3}%`,
              }}
            />
          )
        })}
      </Box>
    </Figure>
  )
}
