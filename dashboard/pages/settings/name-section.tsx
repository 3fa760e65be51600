import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { isNotEmpty, type UseFormReturnType, useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { updateOrganization } from '#shared/contract/organizations.ts'
import { addressIn } from '../../frame/navigation.ts'
import { type Me, meQuery, useRefreshMe, useWorkspace } from '../../frame/use-me.ts'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Section } from '../../ui/section.tsx'
import { whyNotSlug } from '../../ui/slug-of.ts'
import { useAct } from '../../use-route.ts'
import { MAY_NOT_RENAME, SETTINGS_ROUTES, type SettingsSectionProps } from './use-settings.ts'

/** Follows a new slug: the workspace's own addresses change with it. */
function useFollowSlug() {
  const { id } = useWorkspace()
  const queryClient = useQueryClient()
  const refreshMe = useRefreshMe()
  const navigate = useNavigate()
  return async ({ name, slug }: { name: string; slug: string }) => {
    queryClient.setQueryData<Me>(
      meQuery.queryKey,
      (me) =>
        me && {
          ...me,
          workspaces: me.workspaces.map((each) => (each.id === id ? { ...each, name, slug } : each)),
        },
    )
    await navigate({ to: addressIn({ slug }, 'settings/general'), replace: true })
    await refreshMe()
  }
}

function useSaveName(form: UseFormReturnType<{ name: string; slug: string }>) {
  const follow = useFollowSlug()
  return useAct(updateOrganization, {
    invalidate: SETTINGS_ROUTES,
    onDone: (saved) => {
      form.resetDirty()
      notifyDone('Name and address are saved.')
      void follow(saved)
    },
    onFailed: (error) => {
      if (error.code === 'slug_taken') form.setFieldError('slug', 'Taken; choose another')
      else showFieldErrors(form)(error)
    },
  })
}

/** Name and slug. */
export function NameSection({ organization }: SettingsSectionProps) {
  const { id: orgId } = useWorkspace()
  const mayRename = organization.can.update
  const form = useForm({
    initialValues: { name: organization.name, slug: organization.slug },
    validate: {
      name: isNotEmpty('It needs a name'),
      slug: (slug) => (slug === organization.slug ? null : whyNotSlug(slug)),
    },
  })
  const save = useSaveName(form)
  const isSlugChanged = form.values.slug !== organization.slug
  return (
    <Section heading="Name and address" {...(mayRename ? {} : { description: MAY_NOT_RENAME })}>
      <form onSubmit={form.onSubmit((body) => save.mutate({ params: { orgId }, body }))} noValidate>
        <Stack gap="md" maw={520}>
          <TextInput
            label="Name"
            maxLength={100}
            required
            disabled={!mayRename}
            {...form.getInputProps('name')}
          />
          <TextInput
            label="Slug"
            description={
              <span style={{ overflowWrap: 'anywhere' }}>
                {location.host}/dashboard/{form.values.slug || '…'}
              </span>
            }
            maxLength={48}
            required
            autoCapitalize="none"
            spellCheck={false}
            disabled={!mayRename}
            {...form.getInputProps('slug')}
            onChange={(event) => form.setFieldValue('slug', event.currentTarget.value.toLowerCase())}
          />
          {isSlugChanged && (
            <Alert color="yellow" variant="light">
              <Text size="sm">Bookmarks and mails with the old address no longer open this workspace.</Text>
            </Alert>
          )}
          <FormError error={save.error} />
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!mayRename || !form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
