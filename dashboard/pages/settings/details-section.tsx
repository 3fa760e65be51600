import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { updateOrganization } from '#shared/contract/organizations.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { FormError } from '../../ui/form-errors.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Section } from '../../ui/section.tsx'
import { useAct } from '../../use-route.ts'
import { MAY_NOT_CHANGE, SETTINGS_ROUTES, type SettingsSectionProps } from './use-settings.ts'

/** What the organization is for, and whom to ask. */
export function DetailsSection({ organization }: SettingsSectionProps) {
  const { id: orgId } = useWorkspace()
  const mayChange = organization.can.update_settings
  const { description, purpose, owner } = organization.settings
  const form = useForm({ initialValues: { description, purpose, owner } })
  const save = useAct(updateOrganization, {
    invalidate: SETTINGS_ROUTES,
    onDone: () => {
      form.resetDirty()
      notifyDone('The details are saved.')
    },
    onFailed: (error) =>
      form.setErrors(
        Object.fromEntries(error.fields.map(({ field, rule }) => [field.replace(/^settings\./, ''), rule])),
      ),
  })
  return (
    <Section
      heading="Details"
      description={mayChange ? 'For the people who work here; strangers never see them.' : MAY_NOT_CHANGE}
    >
      <form onSubmit={form.onSubmit((settings) => save.mutate({ params: { orgId }, body: { settings } }))}>
        <Stack gap="md" maw={520}>
          <Textarea
            label="Description"
            placeholder="Main marketing team workspace for all campaigns"
            maxLength={2000}
            disabled={!mayChange}
            {...form.getInputProps('description')}
          />
          <TextInput
            label="Purpose"
            placeholder="production"
            maxLength={200}
            disabled={!mayChange}
            {...form.getInputProps('purpose')}
          />
          <TextInput
            label="Contact"
            description="Whom to ask about this workspace, such as an e-mail address."
            placeholder="marketing-team@acme.com"
            maxLength={254}
            disabled={!mayChange}
            {...form.getInputProps('owner')}
          />
          <FormError error={save.error} />
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!mayChange || !form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
