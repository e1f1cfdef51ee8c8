/** Catches a page that fails: what happened, what is safe, what to do. */
import { Alert, AlertTitle, Button, Stack } from '@mui/material'
import { Component, type ReactNode } from 'react'
import { useSay } from '../language/say.ts'

interface Props {
  readonly children: ReactNode
}

export class PageGuard extends Component<Props, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render() {
    const { error } = this.state
    return error ? <PageBroken error={error} retry={() => this.setState({ error: undefined })} /> : this.props.children
  }
}

/** The page itself could not be fetched: the network is down, or the server was updated and no longer has the old one. */
const notFetched = (error: Error): boolean => /dynamically imported module|module script failed|Unable to preload/i.test(error.message)

function PageBroken({ error, retry }: { error: Error; retry(): void }) {
  const say = useSay()
  if (notFetched(error))
    return (
      <Alert severity="warning" sx={{ maxWidth: 720 }}>
        <AlertTitle>{say(['这一页没有载入', 'This page did not arrive'])}</AlertTitle>
        <Stack spacing={1.5}>
          <span>
            {say([
              '网络中断，或系统刚刚更新。已保存的数据不受影响，请重新载入。',
              'The network is down, or the system has just been updated. What was saved is safe: load it again.',
            ])}
          </span>
          <span>
            {/* A part that failed once is not fetched again by the same page. */}
            <Button size="small" variant="outlined" color="inherit" onClick={() => window.location.reload()}>
              {say(['重新载入', 'Load again'])}
            </Button>
          </span>
        </Stack>
      </Alert>
    )
  return (
    <Alert severity="error" sx={{ maxWidth: 720 }}>
      <AlertTitle>{say(['这一页出错了', 'This page failed'])}</AlertTitle>
      <Stack spacing={1.5}>
        <span>
          {say([
            '已保存的数据不受影响。请重试；仍不行请把下面的话告诉管理员。',
            'What was saved is safe. Try again; if it stays so, give the line below to an administrator.',
          ])}
        </span>
        <code>{error.message}</code>
        <span>
          <Button size="small" variant="outlined" color="inherit" onClick={retry}>
            {say(['重试', 'Try again'])}
          </Button>
        </span>
      </Stack>
    </Alert>
  )
}
