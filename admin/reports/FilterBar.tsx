/** The bar above a dashboard: filters on the left, on the right when the data is from and what can be taken away. On paper it is gone; the words of the filter stay. */
import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined'
import PrintOutlinedIcon from '@mui/icons-material/PrintOutlined'
import { Button, Card, Stack, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useDownload } from '../download.ts'
import { useSay } from '../language/say.ts'

interface Props {
  readonly children: ReactNode
  /** Where the Excel file is; undefined for those who may not export. */
  readonly excel: string | undefined
  /** Tells how fresh the data is. */
  readonly asOf: string
  /** Is all there that belongs on paper? */
  readonly printable: boolean
}

export function FilterBar({ children, excel, asOf, printable }: Props) {
  const say = useSay()
  const download = useDownload()
  return (
    <Card className="no-print" sx={{ p: 1.25 }}>
      <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        {children}
        <Stack direction="row" sx={{ ml: 'auto', gap: 1, alignItems: 'center' }}>
          <Typography variant="body2" color="text.secondary" role="status">
            {asOf}
          </Typography>
          {excel ? (
            <Button size="small" startIcon={<FileDownloadOutlinedIcon />} component="a" href={excel} onClick={download}>
              Excel
            </Button>
          ) : null}
          <Button size="small" startIcon={<PrintOutlinedIcon />} disabled={!printable} onClick={() => window.print()}>
            {say(['打印', 'Print'])}
          </Button>
        </Stack>
      </Stack>
    </Card>
  )
}
