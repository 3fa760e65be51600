import { Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { PageTitle } from './page-title.tsx'

interface PageHeaderProps {
  title: string
  subtitle?: ReactNode
  /** What stands before the title: a way back, a breadcrumb. */
  above?: ReactNode
  /** Buttons at the right. */
  children?: ReactNode
}

/** The top of a page: its one h1, what it is for, and its main acts. Sets the document's title. */
export function PageHeader({ title, subtitle, above, children }: PageHeaderProps) {
  return (
    <Group component="header" justify="space-between" align="flex-end" gap="md" mb="lg">
      <PageTitle>{title}</PageTitle>
      <Stack gap={4} style={{ minWidth: 0 }}>
        {above}
        <Title order={1} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {subtitle !== undefined && (
          <Text c="dimmed" size="sm" maw={640}>
            {subtitle}
          </Text>
        )}
      </Stack>
      {children !== undefined && <Group gap="xs">{children}</Group>}
    </Group>
  )
}
