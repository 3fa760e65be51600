import { Badge } from '@mantine/core'

const COLORS = { primary: 'guild', secondary: 'gray', gray: 'gray', blue: 'blue', red: 'red' } as const

/** A state in its colour. */
export const StatusBadge = ({ tone, children }: { tone: keyof typeof COLORS; children: string }) => (
  <Badge color={COLORS[tone]}>{children}</Badge>
)
