/** 销售资金回收表 as the paper form: every customer's month, the sums, four of them in capitals, what differs, and both signatures (PAY-05, RPT-04). */

import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined'
import PrintOutlinedIcon from '@mui/icons-material/PrintOutlined'
import {
  Alert,
  Box,
  Button,
  Card,
  Chip,
  Skeleton,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableFooter,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material'
import { Fragment } from 'react'
import { Link } from 'react-router'
import type { Figures, RecoveryForm, Signature } from '../../../server/reconciliation/messages.ts'
import { useDownload } from '../../download.ts'
import { companyTime } from '../../kinds/instants.ts'
import { useSay, type Words } from '../../language/say.ts'
import { useCatalog } from '../../registers/catalog.ts'
import { exact, percent } from '../../reports/amounts.ts'
import { Paper } from '../../reports/paper.tsx'
import { SwipeNote } from '../../reports/SwipeNote.tsx'
import { useOverflow } from '../../reports/useOverflow.ts'
import { useKindWords } from './useKindWords.ts'
import { useForm } from './useMonth.ts'

const columns: readonly { readonly name: keyof Figures; readonly label: Words }[] = [
  { name: 'opening', label: ['期初', 'Opening'] },
  { name: 'shipped', label: ['发货', 'Shipped'] },
  { name: 'invoiced', label: ['开票', 'Invoiced'] },
  { name: 'received', label: ['回款', 'Received'] },
  { name: 'returned', label: ['退货', 'Returned'] },
  { name: 'discounted', label: ['折让', 'Discounted'] },
  { name: 'writtenOff', label: ['核销', 'Written off'] },
  { name: 'adjusted', label: ['更正', 'Adjusted'] },
  { name: 'closing', label: ['期末', 'Closing'] },
]

/** The totals that are written in capitals, too. */
const inCapitals = ['opening', 'invoiced', 'received', 'closing'] as const
const labels = new Map(columns.map(({ name, label }) => [name, label]))

const money = (amount: string) => exact(amount, 'money')

export function RecoverySheet({ month }: { month: string }) {
  const say = useSay()
  const download = useDownload()
  const { data: form, error } = useForm(month)
  const mayExport = useCatalog().byName.get('fundRecoveries')?.may.export === true
  if (error) return <Alert severity="error">{error.message}</Alert>
  if (!form) return <Skeleton variant="rounded" height={400} />
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Paper wide />
      <Stack direction="row" className="no-print" sx={{ gap: 1, justifyContent: 'flex-end' }}>
        {mayExport ? (
          <Button
            size="small"
            startIcon={<FileDownloadOutlinedIcon />}
            component="a"
            href={`/api/reconciliation/${month}/form.xlsx`}
            onClick={download}
          >
            Excel
          </Button>
        ) : null}
        <Button size="small" startIcon={<PrintOutlinedIcon />} onClick={() => window.print()}>
          {say(['打印', 'Print'])}
        </Button>
      </Stack>
      <Sheet form={form} />
    </Stack>
  )
}

/** What was paid of what was planned, one under the other: two amounts beside each other would push the sheet off the screen. */
function Planned({ of: { paidOfPlan, planned } }: { of: { readonly paidOfPlan: string; readonly planned: string } }) {
  if (Number(planned) === 0) return '—'
  return (
    <>
      {money(paidOfPlan)} /<br />
      {money(planned)}
    </>
  )
}

function Sheet({ form }: { form: RecoveryForm }) {
  const say = useSay()
  const kindWords = useKindWords()
  const [box, overflows] = useOverflow()
  const { number, month, issued, rows, totals, capitals, differences, clerk, finance, basis } = form
  return (
    <Card
      component="article"
      aria-label={say(['销售资金回收表', 'Sales-funds recovery table'])}
      sx={{ p: { xs: 1.5, md: 3 }, '@media print': { border: 0, p: 0 } }}
    >
      <Typography component="h2" sx={{ textAlign: 'center', fontSize: '1.375rem', fontWeight: 600 }}>
        {say(['销售资金回收表', 'Sales-funds recovery table'])}
      </Typography>
      <Stack direction="row" sx={{ justifyContent: 'space-between', flexWrap: 'wrap', columnGap: 3, mb: 1 }}>
        <Typography>
          {say(['月份', 'Month'])} {month}
        </Typography>
        <Typography>
          {number ? `${say(['编号', 'Number'])} ${number}` : null}
          {issued ? null : <Chip size="small" color="warning" label={say(['未签字，数字仍会变动', 'Not signed: figures still move'])} />}
        </Typography>
        <Typography>{say(['单位：元', 'In yuan'])}</Typography>
      </Stack>
      <SwipeNote shown={overflows} />
      <TableContainer ref={box} {...(overflows ? { tabIndex: 0 } : {})}>
        <Table size="small" sx={{ '& .MuiTableCell-root': { px: { xs: 1, md: 0.75 } } }}>
          <TableHead>
            <TableRow>
              <TableCell>{say(['客户', 'Customer'])}</TableCell>
              <TableCell>{say(['客户经理', 'Salesperson'])}</TableCell>
              {columns.map(({ name, label }) => (
                <TableCell key={name} align="right">
                  {say(label)}
                </TableCell>
              ))}
              <TableCell align="right">{say(['回款率', 'Recovery'])}</TableCell>
              <TableCell align="right">{say(['计划回款', 'Planned'])}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              // Customers merged since stand in two rows of a signed table.
              <TableRow key={`${row.customer} ${row.name}`} hover>
                <TableCell sx={{ minWidth: 150 }}>
                  <Link to={`/customers/${row.customer}/show`}>{row.name}</Link>
                </TableCell>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>{row.salesperson ?? '—'}</TableCell>
                {columns.map(({ name }) => (
                  <TableCell key={name} align="right" sx={{ whiteSpace: 'nowrap' }}>
                    {money(row[name])}
                  </TableCell>
                ))}
                <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                  {percent(row.recoveryRate)}
                </TableCell>
                <TableCell align="right">
                  <Planned of={row} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
          <TableFooter sx={{ '& td': { fontWeight: 600, color: 'text.primary', fontSize: '0.8125rem' } }}>
            <TableRow>
              <TableCell colSpan={2}>{say(['合计', 'Total'])}</TableCell>
              {columns.map(({ name }) => (
                <TableCell key={name} align="right" sx={{ whiteSpace: 'nowrap' }}>
                  {money(totals[name])}
                </TableCell>
              ))}
              <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                {percent(totals.recoveryRate)}
              </TableCell>
              <TableCell align="right">
                <Planned of={totals} />
              </TableCell>
            </TableRow>
          </TableFooter>
        </Table>
      </TableContainer>
      <Box sx={{ border: 1, borderColor: 'divider', p: 1.5, my: 2, breakInside: 'avoid' }}>
        <Typography component="h3" sx={{ fontWeight: 600 }}>
          {say(['合计大写', 'Totals in capitals'])}
        </Typography>
        <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', columnGap: 1.5 }}>
          {inCapitals.map((name) => (
            <Fragment key={name}>
              <Typography component="dt">
                {say(labels.get(name) ?? [name, name])} ¥ {money(totals[name])}
              </Typography>
              <Typography component="dd" sx={{ m: 0, fontWeight: name === 'closing' ? 600 : 400 }}>
                {capitals[name]}
              </Typography>
            </Fragment>
          ))}
        </Box>
        {Number(totals.advanced) > 0 ? (
          <Typography variant="body2" color="textSecondary">
            {say(['回款中超出应收、计为预付 ¥ {advanced}', 'Received beyond what was due, paid ahead: ¥ {advanced}'], {
              advanced: money(totals.advanced),
            })}
          </Typography>
        ) : null}
      </Box>
      {differences.length > 0 ? (
        <Typography sx={{ mb: 2 }}>
          {say(['差异：', 'Differences: '])}
          {differences
            .map(({ kind, count, amount, carried }) =>
              say(
                carried > 0
                  ? ['{kind} {count} 笔 {amount}（结转 {carried}）', '{kind} {count}, {amount} ({carried} carried)']
                  : ['{kind} {count} 笔 {amount}', '{kind} {count}, {amount}'],
                {
                  kind: kindWords(kind),
                  count,
                  amount: money(amount),
                  carried,
                },
              ),
            )
            .join(say(['；', '; ']))}
        </Typography>
      ) : null}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
          '@media print': { gridTemplateColumns: '1fr 1fr' },
        }}
      >
        <SignatureBox label={say(['销售内勤', 'Sales clerk'])} signature={clerk} />
        <SignatureBox label={say(['财务', 'Finance'])} signature={finance} />
      </Box>
      <Typography variant="body2" color="textSecondary" sx={{ mt: 1.5 }}>
        {basis}
      </Typography>
    </Card>
  )
}

function SignatureBox({ label, signature }: { label: string; signature: Signature | null }) {
  const say = useSay()
  return (
    <Box sx={{ border: 1, borderColor: 'divider', p: 1.5, minHeight: 92, breakInside: 'avoid' }}>
      <Typography variant="body2" color="textSecondary">
        {label}
      </Typography>
      {signature ? (
        <>
          <Typography sx={{ fontWeight: 600, mt: 1 }}>{signature.name}</Typography>
          <Typography variant="body2">{companyTime(signature.at).slice(0, 16)}</Typography>
        </>
      ) : (
        <Typography sx={{ mt: 4 }}>
          {say(['签字：＿＿＿＿＿＿＿＿　日期：＿＿＿＿＿＿', 'Signed: ______________  Date: ____________'])}
        </Typography>
      )}
    </Box>
  )
}
