import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { listDomains, updateDomain } from '#shared/contract/domains.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { Gated } from '../../ui/gated.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { useAct } from '../../use-route.ts'
import { type Domain, useMakeDefault, whyNotDefault, whyNotUpdate } from './use-domain-acts.ts'

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** Where visitors go whom no link answers. */
export function DomainDestinations({ domain }: { domain: Domain }) {
  const { id: orgId } = useWorkspace()
  const refusal = whyNotUpdate(domain)
  const form = useForm({
    initialValues: {
      root_destination: domain.root_destination ?? '',
      not_found_destination: domain.not_found_destination ?? '',
    },
  })
  const update = useAct(updateDomain, {
    invalidate: [listDomains],
    onDone: () => {
      notifyDone(`${domain.display_name} is saved`)
      form.resetDirty()
    },
    onFailed: showFieldErrors(form),
  })
  const save = (values: { root_destination: string; not_found_destination: string }) =>
    update.mutate({
      params: { orgId, domainId: domain.id },
      body: {
        root_destination: orNull(values.root_destination),
        not_found_destination: orNull(values.not_found_destination),
      },
    })
  const isReadOnly = refusal !== null
  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap="md">
        <TextInput
          label="Root"
          description={`Where ${domain.display_name} itself leads. Empty: a page that says nothing is here.`}
          placeholder="https://example.com"
          inputMode="url"
          readOnly={isReadOnly}
          {...form.getInputProps('root_destination')}
        />
        <TextInput
          label="Not found"
          description="Where addresses lead that no link has. Empty: a page that says so."
          placeholder="https://example.com/help"
          inputMode="url"
          readOnly={isReadOnly}
          {...form.getInputProps('not_found_destination')}
        />
        <FormError error={update.error?.fields.length === 0 ? update.error : null} />
        <Group>
          <Gated allowed={!isReadOnly} reason={refusal ?? ''}>
            <Button type="submit" variant="default" loading={update.isPending}>
              Save
            </Button>
          </Gated>
        </Group>
      </Stack>
    </form>
  )
}

/** Whether new links stand on the domain when none is chosen. */
export function DefaultDomain({ domain }: { domain: Domain }) {
  const makeDefault = useMakeDefault()
  const refusal = whyNotDefault(domain)
  return (
    <Gated allowed={refusal === null} reason={refusal ?? ''}>
      <Button variant="default" onClick={() => makeDefault(domain)}>
        {domain.is_default ? 'Stop using it for new links' : 'Use it for new links'}
      </Button>
    </Gated>
  )
}
