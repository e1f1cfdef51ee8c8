/** On the page of a saved query or of a run: its statement opened in the workbench, and for a run the way to all of them. */
import { Button } from '@mui/material'
import { useResourceContext } from 'react-admin'
import { Link, useNavigate } from 'react-router'
import { useSay } from '../../language/say.ts'
import { type PanelRecord, useCatalog } from '../../registers/catalog.ts'
import { mayAnalyse } from '../may.ts'
import { useTabs } from '../useTabs.ts'
import { type SavedQuery, tabOf } from './query.ts'

export default function OpenRecord({ record }: { record: PanelRecord }) {
  const say = useSay()
  const navigate = useNavigate()
  const register = useResourceContext()
  const catalog = useCatalog()
  const { store } = useTabs()
  const { sql } = record
  const open = () => {
    if (register === 'queries') store.add(tabOf(record as SavedQuery))
    else store.add({ name: say(['历史', 'History']), sql: String(sql) })
    navigate('/workbench')
  }
  return (
    <>
      {mayAnalyse(catalog) && typeof sql === 'string' ? (
        <Button size="small" variant="outlined" onClick={open}>
          {say(['在数据分析中打开', 'Open in data analysis'])}
        </Button>
      ) : null}
      {register === 'queryRuns' ? (
        <Button size="small" component={Link} to="/sql-activity">
          {say(['运行情况', 'Activity'])}
        </Button>
      ) : null}
    </>
  )
}
