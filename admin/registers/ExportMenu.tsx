/** Taking the list away as a file, made by the server with the filters, order and columns in view. */
import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined'
import { Button, Menu, MenuItem } from '@mui/material'
import { type MouseEvent, useState } from 'react'
import { useListContext, useStore } from 'react-admin'
import type { Description } from '../../server/catalog/description.ts'
import { useDownload } from '../download.ts'
import { useSay } from '../language/say.ts'
import { columnsKey, hiddenByDefault, shownColumns } from './Columns.ts'

export type ExportFormat = 'xlsx' | 'csv'

/** Where the server makes the file. */
export function exportAddress(
  register: string,
  filter: unknown,
  sort: readonly [string, string],
  fields: readonly string[],
  format: ExportFormat,
): string {
  const query = new URLSearchParams({ filter: JSON.stringify(filter), sort: JSON.stringify(sort), fields: fields.join(','), format })
  return `/api/export/${register}?${query}`
}

export function useExportAddress(description: Description): (format: ExportFormat, filter?: unknown) => string {
  const { filterValues, sort } = useListContext()
  const [hidden] = useStore<string[]>(columnsKey(description.name), hiddenByDefault(description))
  return (format, filter) =>
    exportAddress(description.name, filter ?? filterValues, [sort.field, sort.order], shownColumns(description, hidden), format)
}

export function ExportMenu({ description }: { description: Description }) {
  const say = useSay()
  const address = useExportAddress(description)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const download = useDownload()
  const close = () => setAnchor(null)
  const take = (event: MouseEvent<HTMLAnchorElement>) => {
    download(event)
    close()
  }
  return (
    <>
      <Button
        size="small"
        color="inherit"
        startIcon={<FileDownloadOutlinedIcon />}
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-haspopup="menu"
      >
        {say(['导出', 'Export'])}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={close}>
        <MenuItem dense component="a" href={address('xlsx')} onClick={take}>
          {say(['Excel 文件（.xlsx）', 'Excel file (.xlsx)'])}
        </MenuItem>
        <MenuItem dense component="a" href={address('csv')} onClick={take}>
          {say(['CSV 文件（.csv）', 'CSV file (.csv)'])}
        </MenuItem>
      </Menu>
    </>
  )
}
