/** The frame of a list at the side of the workbench: a box to search it, the list, and what it says while there is none. */
import SearchIcon from '@mui/icons-material/Search'
import { Alert, Box, InputAdornment, Skeleton, Stack, TextField, Typography } from '@mui/material'
import type { ReactNode } from 'react'

interface Props {
  readonly label: string
  /** What the search box is called, and what stands in it while it is empty. */
  readonly search: string
  readonly placeholder: string
  readonly typed: string
  onType(typed: string): void
  readonly loading: boolean
  readonly error: unknown
  /** The sentence in place of a list without entries. */
  readonly empty: string | undefined
  readonly children: ReactNode
}

export function SearchedList({ label, search, placeholder, typed, onType, loading, error, empty, children }: Props) {
  return (
    <Stack sx={{ height: '100%', minHeight: 0 }}>
      <TextField
        size="small"
        value={typed}
        onChange={({ target }) => onType(target.value)}
        placeholder={placeholder}
        slotProps={{
          htmlInput: { 'aria-label': search },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <SearchIcon fontSize="small" />
              </InputAdornment>
            ),
          },
        }}
        sx={{ p: 1 }}
      />
      <Box sx={{ flex: 1, overflow: 'auto', pb: 2 }} role="region" tabIndex={0} aria-label={label}>
        {error ? <Alert severity="error">{error instanceof Error ? error.message : String(error)}</Alert> : null}
        {loading ? [...'12345678'].map((each) => <Skeleton key={each} sx={{ mx: 1.5, height: 28 }} />) : null}
        {!loading && !error && empty ? (
          <Typography variant="body2" color="text.secondary" sx={{ px: 1.5 }}>
            {empty}
          </Typography>
        ) : null}
        {children}
      </Box>
    </Stack>
  )
}
