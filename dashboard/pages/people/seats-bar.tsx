import { Progress, Stack, Text } from '@mantine/core'
import { useSeats } from './use-seats.ts'

const colorAt = (share: number): string => (share >= 1 ? 'red' : share >= 0.8 ? 'yellow' : 'guild')

/** "12 of 25 seats": active members and pending invitations against the plan's limit. */
export function SeatsBar() {
  const seats = useSeats()
  if (seats === null) return null
  const used = seats.used.toLocaleString()
  if (seats.limit === null)
    return (
      <Text size="sm" c="dimmed" className="tabular">
        {used} {seats.used === 1 ? 'seat' : 'seats'} used, unlimited
      </Text>
    )
  const text = `${used} of ${seats.limit.toLocaleString()} seats`
  const share = seats.limit === 0 ? 1 : seats.used / seats.limit
  return (
    <Stack gap={4} w={150}>
      <Text size="sm" className="tabular">
        {text}
      </Text>
      <Progress
        value={Math.min(100, share * 100)}
        color={colorAt(share)}
        size={6}
        aria-label={`${text} used, pending invitations included`}
      />
    </Stack>
  )
}
