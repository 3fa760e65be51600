import { Box, Group, Text } from '@mantine/core'
import { CopyButton } from '../../ui/copy-button.tsx'
import classes from './webhooks.module.css'

interface CodeBlockProps {
  label: string
  text: string
  /** Breaks long lines instead of scrolling sideways. */
  isWrapped?: boolean
}

/** A text as machines write it, to read and to copy. It takes focus, so that the keyboard can scroll it. */
export function CodeBlock({ label, text, isWrapped = false }: CodeBlockProps) {
  return (
    <div>
      <Group justify="space-between" gap="xs" mb={4}>
        <Text size="sm" fw={550}>
          {label}
        </Text>
        <CopyButton value={text} label={`Copy: ${label}`} />
      </Group>
      <Box
        component="pre"
        className={classes.code}
        data-wrapped={isWrapped || undefined}
        tabIndex={0}
        role="region"
        aria-label={label}
      >
        {text}
      </Box>
    </div>
  )
}
