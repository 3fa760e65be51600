import { Alert, Button, CopyButton, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react'

interface RecoveryCodesProps {
  codes: readonly string[]
  onDone: () => void
}

function download(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = Object.assign(document.createElement('a'), {
    href: address,
    download: 'guildhall-recovery-codes.txt',
  })
  link.click()
  URL.revokeObjectURL(address)
}

/** Recovery codes, shown this once: copy or download them before going on. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const text = `${codes.join('\n')}\n`
  return (
    <Stack gap="md">
      <Alert color="yellow" variant="light">
        <Text size="sm">
          Keep these codes where you find them without your phone. Each signs you in once. They are shown this
          once.
        </Text>
      </Alert>
      <SimpleGrid
        cols={2}
        spacing="xs"
        verticalSpacing={6}
        component="ul"
        p={0}
        m={0}
        style={{ listStyle: 'none' }}
      >
        {codes.map((code) => (
          <Text key={code} component="li" ff="monospace" size="sm">
            {code}
          </Text>
        ))}
      </SimpleGrid>
      <Group gap="xs">
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              onClick={copy}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" leftSection={<IconDownload size={16} />} onClick={() => download(text)}>
          Download
        </Button>
        <Button ml="auto" onClick={onDone}>
          I have saved them
        </Button>
      </Group>
    </Stack>
  )
}
