import { Button, Card, Group, SimpleGrid, Text, Title } from '@mantine/core'
import { useWorkspace } from '../../frame/use-me.ts'
import { Gated } from '../../ui/gated.tsx'
import { CHANNEL_KINDS, type Channel, type ChannelKind } from './channel-kinds.ts'

interface ChannelCardsProps {
  channels: readonly Channel[] | undefined
  onConnect: (kind: ChannelKind) => void
}

const KINDS: readonly ChannelKind[] = ['slack', 'discord']

const sayCount = (count: number): string => {
  if (count === 0) return 'Not connected'
  return count === 1 ? '1 channel' : `${count} channels`
}

function KindCard({ kind, channels, onConnect }: ChannelCardsProps & { kind: ChannelKind }) {
  const { can } = useWorkspace()
  const { label, icon: KindIcon, description } = CHANNEL_KINDS[kind]
  const count = channels?.filter((channel) => channel.kind === kind).length
  return (
    <Card bg="var(--guild-surface)" component="section" aria-label={label}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <KindIcon size={28} stroke={1.5} style={{ flex: 'none' }} aria-hidden />
        <div>
          <Title order={2} size="h3">
            {label}
          </Title>
          <Text size="sm" c="dimmed" mt={2}>
            {description}
          </Text>
        </div>
      </Group>
      <Group justify="space-between" mt="md" gap="xs">
        <Text size="sm" c="dimmed">
          {count === undefined ? '' : sayCount(count)}
        </Text>
        <Gated allowed={can('integrations.manage')} reason="You need the permission integrations.manage.">
          <Button variant="default" onClick={() => onConnect(kind)} aria-label={`Connect ${label}`}>
            Connect
          </Button>
        </Gated>
      </Group>
    </Card>
  )
}

/** What can be connected, a card each. */
export function ChannelCards(props: ChannelCardsProps) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} mb="lg">
      {KINDS.map((kind) => (
        <KindCard key={kind} kind={kind} {...props} />
      ))}
    </SimpleGrid>
  )
}
