import { Modal, Stack, Text, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { addDomain, listDomains } from '#shared/contract/domains.ts'
import { listLimits } from '#shared/contract/organizations.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { useAct } from '../../use-route.ts'
import type { Domain } from './use-domain-acts.ts'

interface AddDomainDialogProps {
  isOpen: boolean
  onClose: () => void
  onAdded: (domain: Domain) => void
}

function AddDomainForm({ onClose, onAdded }: AddDomainDialogProps) {
  const { id: orgId } = useWorkspace()
  const form = useForm({
    initialValues: { hostname: '' },
    validate: { hostname: isNotEmpty('Type the hostname') },
  })
  const add = useAct(addDomain, {
    invalidate: [listDomains, listLimits],
    onDone: (domain) => {
      onClose()
      onAdded(domain)
    },
    onFailed: showFieldErrors(form),
  })
  return (
    <form onSubmit={form.onSubmit((body) => add.mutate({ params: { orgId }, body }))} noValidate>
      <Stack gap="md">
        <TextInput
          label="Hostname"
          description="A part of a domain you own, such as a subdomain kept for links."
          placeholder="go.example.com"
          required
          data-autofocus
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={253}
          {...form.getInputProps('hostname')}
        />
        <Text size="sm" c="dimmed">
          Next you get two DNS records to set. Nothing is served on it before the first one is found.
        </Text>
        <FormError error={add.error?.fields.length === 0 ? add.error : null} />
        <FormButtons label="Add domain" isPending={add.isPending} onCancel={onClose} />
      </Stack>
    </form>
  )
}

/** Adds a hostname, then shows what to set for it. */
export function AddDomainDialog(props: AddDomainDialogProps) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title="Add domain">
      <AddDomainForm {...props} />
    </Modal>
  )
}
