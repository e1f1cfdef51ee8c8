/** One table in the tree, with its columns when it is open. */
import AddIcon from '@mui/icons-material/Add'
import ChevronRightIcon from '@mui/icons-material/ChevronRight'
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import InfoOutlinedIcon from '@mui/icons-material/InfoOutlined'
import { Box, ButtonBase, IconButton, Tooltip, Typography } from '@mui/material'
import { useLanguage, useSay } from '../../language/say.ts'
import type { SchemaColumn, SchemaTable } from '../answers.ts'
import { monospace } from '../editor/look.ts'
import { quoted } from '../sqlText.ts'
import { cutAt, foundIn, shortType } from './words.ts'

interface Props {
  readonly table: SchemaTable
  readonly open: boolean
  /** What is searched for: matching columns are marked. */
  readonly typed: string
  onToggle(): void
  onInsert(text: string): void
  onLook(column?: string): void
}

const line = {
  width: '100%',
  minWidth: 0,
  justifyContent: 'flex-start',
  textAlign: 'left',
  fontFamily: 'inherit',
  borderRadius: 1,
} as const
const quiet = { flexShrink: 0, p: 0.25, opacity: 0.55, '&:hover, &:focus-visible': { opacity: 1 } } as const

export function TableNode({ table, open, typed, onToggle, onInsert, onLook }: Props) {
  const say = useSay()
  const hits = foundIn(table, typed)
  const columns = open ? table.columns : hits
  const spread = columns.length > 0
  return (
    <Box sx={{ px: 0.75 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', borderRadius: 1, '&:hover': { bgcolor: 'action.hover' } }}>
        <Tooltip describeChild title={say(table.row)} placement="right" enterDelay={700}>
          <ButtonBase onClick={onToggle} aria-expanded={spread} sx={{ ...line, py: 0.25 }}>
            {spread ? (
              <ExpandMoreIcon sx={{ fontSize: 18, color: 'text.secondary' }} />
            ) : (
              <ChevronRightIcon sx={{ fontSize: 18, color: 'text.secondary' }} />
            )}
            <Box component="span" sx={{ fontSize: '0.8125rem', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
              <Box component="span" sx={{ fontFamily: monospace }}>
                {table.name}
              </Box>{' '}
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {say(table.label)}
              </Box>
            </Box>
          </ButtonBase>
        </Tooltip>
        <IconButton
          size="small"
          sx={quiet}
          onClick={() => onInsert(quoted(table.name))}
          aria-label={say(['插入表名 {name}', 'Insert the table {name}'], { name: table.name })}
        >
          <AddIcon sx={{ fontSize: 16 }} />
        </IconButton>
        <IconButton
          size="small"
          sx={quiet}
          onClick={() => onLook()}
          aria-label={say(['{name} 的样例与说明', 'Sample and meaning of {name}'], { name: table.name })}
        >
          <InfoOutlinedIcon sx={{ fontSize: 16 }} />
        </IconButton>
      </Box>
      {spread ? (
        <Box sx={{ ml: 1.25, pl: 0.75, borderLeft: 1, borderColor: 'divider', mb: 0.5 }}>
          {open ? (
            <Typography variant="caption" color="text.secondary" component="p" sx={{ px: 0.5, lineHeight: 1.5, py: 0.25 }}>
              {say(table.row)}
            </Typography>
          ) : null}
          {columns.map((column) => (
            <ColumnLine key={column.name} table={table.name} column={column} typed={typed} onInsert={onInsert} onLook={onLook} />
          ))}
          {columns.length < table.columns.length ? (
            <ButtonBase onClick={onToggle} sx={{ ...line, px: 0.5, fontSize: '0.75rem', color: 'text.secondary' }}>
              {say(['全部 {count} 列', 'All {count} columns'], { count: table.columns.length })}
            </ButtonBase>
          ) : null}
        </Box>
      ) : null}
    </Box>
  )
}

interface ColumnProps extends Pick<Props, 'typed' | 'onInsert' | 'onLook'> {
  readonly table: string
  readonly column: SchemaColumn
}

function ColumnLine({ table, column: { name, type, label }, typed, onInsert, onLook }: ColumnProps) {
  const say = useSay()
  const { language } = useLanguage()
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', borderRadius: 1, '&:hover': { bgcolor: 'action.hover' } }}>
      <ButtonBase
        onClick={() => onInsert(quoted(name))}
        title={`${say(['插入', 'Insert'])} ${name} · ${type}`}
        sx={{ ...line, px: 0.5, fontSize: '0.8125rem' }}
      >
        <Box component="span" sx={{ fontFamily: monospace, fontSize: '0.75rem', flexShrink: 0 }}>
          <Marked text={name} typed={typed} />
        </Box>
        <Box
          component="span"
          sx={{ color: 'text.secondary', ml: 0.75, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
        >
          {label ? <Marked text={say(label)} typed={typed} /> : null}
        </Box>
        <Box component="span" sx={{ ml: 'auto', pl: 0.5, color: 'text.secondary', fontSize: '0.6875rem', flexShrink: 0 }}>
          {shortType(type, language)}
        </Box>
      </ButtonBase>
      <IconButton
        size="small"
        sx={quiet}
        onClick={() => onLook(name)}
        aria-label={say(['{table}.{name} 的分布', 'What is in {table}.{name}'], { table, name })}
      >
        <InfoOutlinedIcon sx={{ fontSize: 14 }} />
      </IconButton>
    </Box>
  )
}

/** A name with what was searched for marked in it. */
function Marked({ text, typed }: { text: string; typed: string }) {
  return cutAt(text, typed).map((part, place) => (place % 2 === 1 ? <mark key={place}>{part}</mark> : part))
}
