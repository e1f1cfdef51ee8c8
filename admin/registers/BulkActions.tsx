/** What can be done with the selected rows at once. */
import EditIcon from '@mui/icons-material/Edit'
import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined'
import { Button } from '@mui/material'
import { useState } from 'react'
import { BulkDeleteWithConfirmButton, useListContext } from 'react-admin'
import type { Description } from '../../server/catalog/description.ts'
import { useDownload } from '../download.ts'
import { useSay } from '../language/say.ts'
import { BulkEdit } from './BulkEdit.tsx'
import { useExportAddress } from './ExportMenu.tsx'
import { BulkRecover } from './RecycleBin.tsx'

export function BulkActions({ description, bin }: { description: Description; bin: boolean }) {
  const say = useSay()
  const { selectedIds } = useListContext()
  const [editing, setEditing] = useState(false)
  const address = useExportAddress(description)
  const download = useDownload()
  if (bin) return <BulkRecover description={description} />
  return (
    <>
      {description.may.update ? (
        <Button size="small" startIcon={<EditIcon />} onClick={() => setEditing(true)}>
          {say(['批量修改', 'Change all'])}
        </Button>
      ) : null}
      {description.may.export ? (
        <Button
          size="small"
          startIcon={<FileDownloadOutlinedIcon />}
          component="a"
          href={address('xlsx', { id: { in: selectedIds } })}
          onClick={download}
        >
          {say(['导出所选', 'Export these'])}
        </Button>
      ) : null}
      {description.may.remove ? <BulkDeleteWithConfirmButton mutationMode="pessimistic" /> : null}
      {editing ? <BulkEdit description={description} onClose={() => setEditing(false)} /> : null}
    </>
  )
}
