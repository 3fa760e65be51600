import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { PageTitle } from '../../ui/page-title.tsx'

/** The heading of a narrow page; sets the document's title. */
export function AuthHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div>
      <PageTitle>{title}</PageTitle>
      <Title order={1} size="h2">
        {title}
      </Title>
      {children !== undefined && (
        <Text size="sm" c="dimmed" mt={4} component="div">
          {children}
        </Text>
      )}
    </div>
  )
}
