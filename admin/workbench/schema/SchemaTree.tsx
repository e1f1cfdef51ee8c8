/** The tables one may query: searched by either name, opened to their columns, put into the statement by a click. */
import { Box, Typography } from '@mui/material'
import { useDeferredValue, useState } from 'react'
import { useSay } from '../../language/say.ts'
import { useSchema } from '../ask.ts'
import { SearchedList } from '../SearchedList.tsx'
import { type Looked, TableDialog } from './TableDialog.tsx'
import { TableNode } from './TableNode.tsx'
import { found, grouped } from './words.ts'

interface Props {
  onInsert(text: string): void
  onOpen(sql: string, name: string): void
}

export function SchemaTree({ onInsert, onOpen }: Props) {
  const say = useSay()
  const { data, error, isLoading } = useSchema()
  const [typed, setTyped] = useState('')
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [looked, setLooked] = useState<Looked>()
  const wanted = useDeferredValue(typed)
  const tables = found(data?.tables ?? [], wanted)
  const toggle = (name: string) =>
    setOpened((before) => (before.has(name) ? new Set([...before].filter((each) => each !== name)) : new Set([...before, name])))
  return (
    <>
      <SearchedList
        label={say(['表', 'Tables'])}
        search={say(['查找表和列', 'Find tables and columns'])}
        placeholder={say(['找表或列：订单、customer…', 'Find a table or column'])}
        typed={typed}
        onType={setTyped}
        loading={isLoading}
        error={error}
        empty={tables.length === 0 ? say(['没有找到这样的表或列。', 'No such table or column.']) : undefined}
      >
        {grouped(tables).map(({ name, label, tables: group }) => (
          <Box key={name} component="section" aria-label={say(label)}>
            <Typography variant="caption" color="text.secondary" component="h3" sx={{ px: 1.5, pt: 0.75, fontWeight: 600 }}>
              {say(label)} · {group.length}
            </Typography>
            {group.map((table) => (
              <TableNode
                key={table.name}
                table={table}
                open={opened.has(table.name)}
                typed={wanted}
                onToggle={() => toggle(table.name)}
                onInsert={onInsert}
                onLook={(column) => setLooked(column === undefined ? { table: table.name } : { table: table.name, column })}
              />
            ))}
          </Box>
        ))}
      </SearchedList>
      {looked ? <TableDialog looked={looked} onLook={setLooked} onClose={() => setLooked(undefined)} onOpen={onOpen} /> : null}
    </>
  )
}
