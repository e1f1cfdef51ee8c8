/** 数据仓库里有什么: every table this person may query, what one row of it means, its columns; and examples to begin with. */
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import { Accordion, AccordionDetails, AccordionSummary, Alert, Box, Button, Skeleton, Stack, TextField, Typography } from '@mui/material'
import { useDeferredValue, useState } from 'react'
import { Title } from 'react-admin'
import { Link, useNavigate } from 'react-router'
import { companyTime } from '../kinds/instants.ts'
import { useLanguage, useSay } from '../language/say.ts'
import type { SchemaTable } from './answers.ts'
import { useSchema } from './ask.ts'
import { Examples } from './Examples.tsx'
import { monospace } from './editor/look.ts'
import type { Looked } from './schema/TableDialog.tsx'
import { TableDialog } from './schema/TableDialog.tsx'
import { found, grouped, shortType } from './schema/words.ts'
import { useTabs } from './useTabs.ts'

export default function WarehousePage() {
  const say = useSay()
  const navigate = useNavigate()
  const { data, error } = useSchema()
  const { store } = useTabs()
  const [typed, setTyped] = useState('')
  const [looked, setLooked] = useState<Looked>()
  const wanted = useDeferredValue(typed)
  const tables = found(data?.tables ?? [], wanted)
  const title = say(['数据仓库里有什么', 'What is in the warehouse'])
  return (
    <Stack sx={{ gap: 2, maxWidth: 1200 }}>
      <Title title={title} />
      <Stack direction="row" sx={{ alignItems: 'baseline', flexWrap: 'wrap', gap: 1 }}>
        <Box sx={{ flex: 1, minWidth: 240 }}>
          <Typography variant="h1">{title}</Typography>
          <Typography variant="body2" color="text.secondary">
            {say([
              '这里只列出您有权看的表和列；金额单位是元，日期按公司时区。',
              'Only what you may see is listed; amounts are in yuan, days are those of the company.',
            ])}
            {data?.asOf.at ? ` ${say(['数据截至 {at}', 'As of {at}'], { at: companyTime(data.asOf.at) })}` : ''}
          </Typography>
        </Box>
        <Button component={Link} to="/workbench" size="small" variant="contained">
          {say(['打开数据分析', 'Open data analysis'])}
        </Button>
      </Stack>
      <Typography variant="h2">{say(['十二个示例', 'Twelve examples'])}</Typography>
      <Examples />
      <Stack direction="row" sx={{ alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
        <Typography variant="h2" sx={{ flex: 1 }}>
          {say(['表', 'Tables'])} {data ? data.tables.length : ''}
        </Typography>
        <TextField
          size="small"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          placeholder={say(['找表或列', 'Find a table or column'])}
          slotProps={{ htmlInput: { 'aria-label': say(['查找表和列', 'Find tables and columns']) } }}
        />
      </Stack>
      {error ? <Alert severity="error">{error.message}</Alert> : null}
      {!data && !error ? <Skeleton variant="rounded" height={300} /> : null}
      {data && tables.length === 0 ? <Typography color="text.secondary">{say(['没有找到。', 'Nothing found.'])}</Typography> : null}
      {grouped(tables).map(({ name, label, tables: group }) => (
        <Box key={name} component="section">
          <Typography variant="h3" color="text.secondary" sx={{ mb: 0.5 }}>
            {say(label)} · {group.length}
          </Typography>
          {group.map((table) => (
            <Described key={table.name} table={table} onLook={() => setLooked({ table: table.name })} />
          ))}
        </Box>
      ))}
      {looked ? (
        <TableDialog
          looked={looked}
          onLook={setLooked}
          onClose={() => setLooked(undefined)}
          onOpen={(sql, name) => {
            store.add({ name, sql })
            navigate('/workbench')
          }}
        />
      ) : null}
    </Stack>
  )
}

function Described({ table, onLook }: { table: SchemaTable; onLook(): void }) {
  const say = useSay()
  const { language } = useLanguage()
  return (
    <Accordion
      disableGutters
      elevation={0}
      variant="outlined"
      slotProps={{ transition: { unmountOnExit: true } }}
      sx={{ '&:not(:last-child)': { borderBottom: 0 } }}
    >
      <AccordionSummary
        expandIcon={<ExpandMoreIcon />}
        sx={{ minHeight: 40, '& .MuiAccordionSummary-content': { my: 0.75, minWidth: 0, gap: 2, flexWrap: 'wrap', rowGap: 0 } }}
      >
        <Box component="span" sx={{ minWidth: 260 }}>
          <Box component="span" sx={{ fontFamily: monospace, fontSize: '0.8125rem' }}>
            {table.name}
          </Box>{' '}
          <b>{say(table.label)}</b>
        </Box>
        <Typography component="span" variant="body2" color="text.secondary" sx={{ flex: 1, minWidth: 200 }} noWrap>
          {say(table.row)}
        </Typography>
        <Typography component="span" variant="body2" color="text.secondary">
          {table.rows === null ? '' : say(['{rows} 行', '{rows} rows'], { rows: table.rows.toLocaleString('en-US') })}
        </Typography>
      </AccordionSummary>
      <AccordionDetails sx={{ pt: 0 }}>
        <Typography variant="body2" sx={{ mb: 1 }}>
          {say(table.row)}
        </Typography>
        <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(250px, 1fr))', columnGap: 2 }}>
          {table.columns.map(({ name, type, label }) => (
            <Stack key={name} direction="row" sx={{ gap: 0.75, fontSize: '0.8125rem', minWidth: 0 }} title={type}>
              <Box component="span" sx={{ fontFamily: monospace, fontSize: '0.75rem' }}>
                {name}
              </Box>
              <Box component="span" sx={{ color: 'text.secondary', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
                {label ? say(label) : ''} · {shortType(type, language)}
              </Box>
            </Stack>
          ))}
        </Box>
        <Button size="small" onClick={onLook} sx={{ mt: 1 }}>
          {say(['样例、分布与下载', 'Sample, columns and download'])}
        </Button>
      </AccordionDetails>
    </Accordion>
  )
}
