import { Stack, Text, ThemeIcon, Title, type TitleOrder } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon: Icon
  heading: string
  /** What to do next, in a sentence. */
  description: ReactNode
  order?: TitleOrder
  /** The act that fills it. */
  children?: ReactNode
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ icon: StateIcon, heading, description, order = 2, children }: EmptyStateProps) {
  return (
    <Stack align="center" gap="sm" py={{ base: 40, sm: 64 }} px="md" ta="center">
      <ThemeIcon variant="default" size={48} radius={12} c="dimmed" aria-hidden>
        <StateIcon size={24} stroke={1.6} />
      </ThemeIcon>
      <Title order={order} size="h2">
        {heading}
      </Title>
      <Text c="dimmed" size="sm" maw={460}>
        {description}
      </Text>
      {children}
    </Stack>
  )
}
