import { List, Skeleton, Stack, Text } from '@mantine/core'
import type { previewMemberRemoval } from '#shared/contract/members.ts'
import type { RouteResponse } from '#shared/contract/route.ts'

type Preview = RouteResponse<typeof previewMemberRemoval>

const count = (amount: number, one: string, many: string): string =>
  `${amount.toLocaleString()} ${amount === 1 ? one : many}`

const names = (list: readonly { name: string }[]): string => list.map(({ name }) => name).join(', ')

/** What a removal touches, one sentence each; nothing for what it does not touch. */
function touchesOf(preview: Preview): string[] {
  const { upcoming_bookings: bookings, sole_hosted_event_types: hosted, api_keys: keys, teams } = preview
  const onlyOwned = teams.filter(({ is_only_owner }) => is_only_owner)
  const sentences: (string | false)[] = [
    teams.length > 0 && `They leave ${count(teams.length, 'team', 'teams')}: ${names(teams)}.`,
    onlyOwned.length > 0 &&
      `${names(onlyOwned)} ${onlyOwned.length === 1 ? 'is' : 'are'} left without a team owner; admins can name one.`,
    bookings > 0 &&
      `${count(bookings, 'upcoming booking stays', 'upcoming bookings stay')} with them and take place.`,
    hosted.length > 0 && `Event types that only they host can’t be booked any more: ${names(hosted)}.`,
    keys.length > 0 &&
      `${count(keys.length, 'API key', 'API keys')} of the organization that they made ${keys.length === 1 ? 'goes' : 'go'} on working: ${names(keys)}.`,
    preview.has_personal_keys && 'Their personal API keys lose this organization.',
  ]
  return sentences.filter((sentence) => sentence !== false)
}

/** What removing a member touches, while it is read and after. */
export function RemovalPreview({ preview }: { preview: Preview | undefined }) {
  if (preview === undefined)
    return (
      <Stack gap={8} aria-busy>
        <Skeleton height={11} width="80%" />
        <Skeleton height={11} width="65%" />
      </Stack>
    )
  return (
    <div>
      <Text size="sm" fw={550} mb={4}>
        What this touches
      </Text>
      <List size="sm" spacing={4}>
        <List.Item>They lose access with their next request.</List.Item>
        {touchesOf(preview).map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
        <List.Item>Links, pages and event types that they made stay, and so does their history.</List.Item>
      </List>
    </div>
  )
}
