import { Anchor, Group, Skeleton, Stack, Tabs, Text } from '@mantine/core'
import { getMail } from '#shared/contract/operator.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useRoute } from '../../use-route.ts'
import classes from './mail-view.module.css'

/** A text with its addresses as links. */
function LinkedText({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/[^\s<>"]+)/)
  let position = 0
  return (
    <pre className={classes.text}>
      {parts.map((part) => {
        position += part.length
        return part.startsWith('http') ? (
          <Anchor key={position} href={part} target="_blank" rel="noreferrer">
            {part}
          </Anchor>
        ) : (
          part
        )
      })}
    </pre>
  )
}

/** One mail: its text with links that work, and its HTML in a frame that may run nothing. */
export function MailView({ mailId }: { mailId: string }) {
  const mail = useRoute(getMail, { params: { mailId } })
  if (mail.error !== null) return <ErrorState error={mail.error} onRetry={() => void mail.refetch()} />
  if (mail.data === undefined) return <Skeleton height={320} />
  const { to, created_at: writtenAt, text, html } = mail.data
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          To <strong>{to}</strong>
        </Text>
        <Text size="sm" c="dimmed">
          <TimeText value={writtenAt} as="moment" />
        </Text>
      </Group>
      <Tabs defaultValue="text" keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="text">Text</Tabs.Tab>
          <Tabs.Tab value="html">As sent</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="text">
          <LinkedText text={text} />
        </Tabs.Panel>
        <Tabs.Panel value="html">
          <iframe
            title="The mail as it is sent"
            className={classes.frame}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            srcDoc={`<base target="_blank">${html}`}
          />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  )
}
