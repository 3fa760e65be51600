import { Button, FileButton, Group, Input, Text } from '@mantine/core'
import { IconPhotoPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { readLogoFile } from './read-logo-file.ts'

interface LogoFieldProps {
  logo: string | null
  onChange: (logo: string | null) => void
  /** What the server said about it. */
  error?: string | undefined
}

/** A picture for the middle of the code. */
export function LogoField({ logo, onChange, error }: LogoFieldProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const read = async (file: File | null) => {
    if (file === null) return
    try {
      onChange(await readLogoFile(file))
      setProblem(null)
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : 'The file could not be read.')
    }
  }
  return (
    <Input.Wrapper
      label="Logo"
      description="PNG or JPEG up to 200 kB, in the middle of the code. It takes a fifth of the width; error correction is then Q at least."
      labelElement="div"
      error={problem ?? error}
    >
      <Group gap="xs" mt={4}>
        {logo !== null && (
          <img src={logo} alt="The logo" width={34} height={34} style={{ objectFit: 'contain' }} />
        )}
        <FileButton accept="image/png,image/jpeg" onChange={(file) => void read(file)}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              size="xs"
              leftSection={<IconPhotoPlus size={15} aria-hidden />}
            >
              {logo === null ? 'Choose a picture' : 'Another picture'}
            </Button>
          )}
        </FileButton>
        {logo !== null && (
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            leftSection={<IconX size={14} aria-hidden />}
            onClick={() => onChange(null)}
          >
            Without a logo
          </Button>
        )}
        {logo === null && problem === null && (
          <Text size="xs" c="dimmed">
            None
          </Text>
        )}
      </Group>
    </Input.Wrapper>
  )
}
