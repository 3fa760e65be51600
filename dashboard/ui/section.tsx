import { Paper, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface SectionProps {
  heading: string
  description?: ReactNode
  /** Red border: what can't be undone. */
  isDangerous?: boolean
  children: ReactNode
}

/** One block of a settings page: a heading, what it is for, its controls. */
export function Section({ heading, description, isDangerous = false, children }: SectionProps) {
  return (
    <Paper
      component="section"
      aria-label={heading}
      p={{ base: 'md', sm: 'lg' }}
      mb="md"
      bg="var(--guild-surface)"
      style={{ borderColor: isDangerous ? 'var(--mantine-color-red-4)' : 'var(--guild-line)' }}
    >
      <Stack gap="md">
        <div>
          <Title order={2} size="h3">
            {heading}
          </Title>
          {description !== undefined && (
            <Text size="sm" c="dimmed" mt={2} maw={640}>
              {description}
            </Text>
          )}
        </div>
        {children}
      </Stack>
    </Paper>
  )
}
