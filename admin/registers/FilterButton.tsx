/** One filter of the bar: says what it holds, opens to change it. */
import CloseIcon from '@mui/icons-material/Close'
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import { Box, Button, ButtonGroup, Divider, FormControlLabel, Popover, Stack, Switch } from '@mui/material'
import { useState } from 'react'
import type { FieldDescription } from '../../server/catalog/description.ts'
import type { Condition } from '../../server/definition/where.ts'
import { operand } from '../kinds/filters.tsx'
import { kindOf } from '../kinds/index.ts'
import { useSay } from '../language/say.ts'
import { FilterSummary } from './FilterSummary.tsx'

interface FilterButtonProps {
  readonly field: FieldDescription
  readonly condition: Condition | undefined
  onChange(condition: Condition | undefined): void
  readonly startOpen?: boolean
  onClosed?(): void
}

export function FilterButton({ field, condition, onChange, startOpen, onClosed }: FilterButtonProps) {
  const say = useSay()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [opened, setOpened] = useState(Boolean(startOpen))
  const label = say(field.label)
  const on = condition !== undefined
  const close = () => {
    setOpened(false)
    onClosed?.()
  }
  const { Filter } = kindOf(field)
  const empty = operand(condition, 'empty')
  return (
    <>
      <ButtonGroup
        size="small"
        variant="outlined"
        color={on ? 'primary' : 'inherit'}
        ref={setAnchor}
        sx={on ? {} : { '& .MuiButton-root': { borderColor: 'divider', color: 'text.secondary' } }}
      >
        <Button
          onClick={() => setOpened(true)}
          endIcon={on ? undefined : <ExpandMoreIcon />}
          aria-haspopup="dialog"
          sx={{ maxWidth: 320, whiteSpace: 'nowrap', overflow: 'hidden', '& a': { textDecoration: 'none', pointerEvents: 'none' } }}
        >
          {label}
          {on ? (
            <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', ml: 0.5, fontWeight: 600 }}>
              <FilterSummary field={field} condition={condition} />
            </Box>
          ) : null}
        </Button>
        {on ? (
          <Button
            onClick={() => onChange(undefined)}
            aria-label={say(['取消筛选“{label}”', 'Remove the filter “{label}”'], { label })}
            sx={{ minWidth: 28, px: 0.5 }}
          >
            <CloseIcon sx={{ fontSize: 14 }} />
          </Button>
        ) : null}
      </ButtonGroup>
      <Popover
        open={opened && anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': label, sx: { p: 2, mt: 0.5, minWidth: 240, maxWidth: 'calc(100vw - 24px)' } } }}
      >
        <Stack spacing={1}>
          {empty === undefined ? <Filter field={field} operators={field.operators} value={condition} onChange={onChange} /> : null}
          {field.operators.includes('empty') && !field.required ? (
            <>
              {empty === undefined ? <Divider /> : null}
              <FormControlLabel
                control={
                  <Switch
                    size="small"
                    checked={empty === true}
                    onChange={(event) => onChange(event.target.checked ? { empty: true } : undefined)}
                  />
                }
                label={say(['没有填的', 'Not filled in'])}
              />
            </>
          ) : null}
          <Stack direction="row" sx={{ justifyContent: 'flex-end' }}>
            <Button size="small" onClick={close}>
              {say(['完成', 'Done'])}
            </Button>
          </Stack>
        </Stack>
      </Popover>
    </>
  )
}
