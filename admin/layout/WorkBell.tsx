/** The bell in the top bar: how much waits for me, and the ways to it. */
import NotificationsNoneIcon from '@mui/icons-material/NotificationsNoneOutlined'
import { Badge, IconButton, ListItemText, Menu, MenuItem } from '@mui/material'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useSay, type Words } from '../language/say.ts'
import { listPath } from '../registers/conditions.ts'
import { useWork } from '../work/useWork.ts'

export function WorkBell() {
  const say = useSay()
  const navigate = useNavigate()
  const { data } = useWork()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const overdue = data?.due.filter(({ state }) => state === 'overdue').length ?? 0
  const ways: readonly (readonly [Words, number, string])[] = [
    [['待我审批', 'To approve'], data?.approvals.length ?? 0, '/work/approvals'],
    [['已逾期', 'Overdue'], overdue, '/'],
    [['未读通知', 'Unread notices'], data?.notices ?? 0, listPath('notices', { state: 'unread' })],
  ]
  const count = ways.reduce((sum, [, each]) => sum + each, 0)
  return (
    <>
      <IconButton
        size="small"
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-label={say(['待办 {count}', 'Waiting for me: {count}'], { count })}
        aria-haspopup="menu"
      >
        <Badge badgeContent={count} color="error" max={99}>
          <NotificationsNoneIcon fontSize="small" />
        </Badge>
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {ways.map(([label, each, to]) => (
          <MenuItem
            key={to}
            onClick={() => {
              setAnchor(null)
              navigate(to)
            }}
          >
            <ListItemText>
              {say(label)} {each}
            </ListItemText>
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
