import { Button, Group, Loader, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconLink } from '@tabler/icons-react'
import { Link as RouterLink } from '@tanstack/react-router'
import { useState } from 'react'
import type { Link } from '#shared/contract/link-fields.ts'
import { createLink } from '#shared/contract/links.ts'
import { findDestinationProblem } from '#shared/link-destinations.ts'
import { addressIn } from '../../../frame/navigation.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { FormError } from '../../../ui/form-errors.tsx'
import { useAct } from '../../../use-route.ts'
import { copyText } from '../acts/copy-text.ts'
import { LINK_ROUTES } from '../acts/use-link-acts.ts'
import { withScheme } from '../composer/with-scheme.ts'
import { withoutScheme } from '../short-text.ts'

interface Made {
  link: Link
  isCopied: boolean
}

function MadeNotice({ made: { link, isCopied } }: { made: Made }) {
  const workspace = useWorkspace()
  return (
    <Group gap={6} mt={6} role="status" wrap="wrap">
      <Text size="sm">
        <b>{withoutScheme(link.short_url)}</b> {isCopied ? 'is made and copied.' : 'is made.'}
        {link.status === 'pending' && ' It waits for approval before it leads anywhere.'}
      </Text>
      <CopyButton value={link.short_url} label={`Copy ${withoutScheme(link.short_url)}`} />
      <Button
        component={RouterLink}
        to={addressIn(workspace, `links/${link.id}/edit`)}
        variant="subtle"
        size="compact-sm"
      >
        Edit
      </Button>
    </Group>
  )
}

/** Paste an address, press Enter: a link with every default, copied. */
export function QuickCreate() {
  const { id: orgId } = useWorkspace()
  const [made, setMade] = useState<Made | null>(null)
  const form = useForm({
    initialValues: { destination: '' },
    validate: {
      destination: (text) =>
        text.trim() === '' ? 'Paste an address first' : findDestinationProblem(withScheme(text)),
    },
  })
  const create = useAct(createLink, {
    invalidate: LINK_ROUTES,
    onDone: async (link) => {
      form.reset()
      const isCopied = await copyText(link.short_url).then(
        () => true,
        () => false,
      )
      setMade({ link, isCopied })
    },
    onFailed: ({ fields, message }) => {
      if (fields.some(({ field }) => field === 'destination')) form.setFieldError('destination', message)
    },
  })
  const isSaidAtField = create.error?.fields.some(({ field }) => field === 'destination') === true
  const submit = ({ destination }: { destination: string }) => {
    setMade(null)
    create.mutate({ params: { orgId }, body: { destination: withScheme(destination) } })
  }
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate style={{ marginBottom: 18 }}>
      <TextInput
        aria-label="Paste a link to shorten it"
        placeholder="Paste a link and press Enter to shorten it"
        size="md"
        maxLength={4096}
        inputMode="url"
        autoComplete="off"
        leftSection={<IconLink size={18} aria-hidden />}
        rightSection={create.isPending ? <Loader size={16} aria-label="Creating the link" /> : null}
        {...form.getInputProps('destination')}
        onChange={(event) => {
          setMade(null)
          form.setFieldValue('destination', event.currentTarget.value)
        }}
      />
      {!isSaidAtField && create.error !== null && <FormError error={create.error} />}
      {made !== null && <MadeNotice made={made} />}
    </form>
  )
}
