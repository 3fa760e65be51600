import { Box, Button, Checkbox, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { isNotEmpty, type UseFormReturnType, useForm } from '@mantine/form'
import { IconLock } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { createOrganization } from '#shared/contract/organizations.ts'
import { addressIn, homeOf } from '../../frame/navigation.ts'
import { useMe, useRefreshMe } from '../../frame/use-me.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { slugOf, whyNotSlug } from '../../ui/slug-of.ts'
import { useAct } from '../../use-route.ts'

interface Values {
  name: string
  description: string
  hasOwnSlug: boolean
  slug: string
}

const bodyOf = ({ name, description, hasOwnSlug, slug }: Values) => ({
  name,
  ...(description.trim() === '' ? {} : { description }),
  ...(hasOwnSlug ? { slug } : {}),
})

function useCreate(form: UseFormReturnType<Values>) {
  const refreshMe = useRefreshMe()
  const navigate = useNavigate()
  return useAct(createOrganization, {
    onDone: async (created) => {
      await refreshMe()
      notifyDone(`${created.name} is ready. You are its owner.`)
      await navigate({ to: addressIn(created, homeOf()) })
    },
    onFailed: (error) => {
      if (error.code === 'slug_taken') form.setFieldError('slug', 'Taken; choose another')
      else showFieldErrors(form)(error)
    },
  })
}

function SlugChoice({ form }: { form: UseFormReturnType<Values> }) {
  const { name, hasOwnSlug, slug } = form.values
  const proposal = slugOf(name) || 'name'
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed" aria-live="polite" style={{ overflowWrap: 'anywhere' }}>
        Its address: {location.host}/dashboard/
        <Text component="span" inherit c="var(--mantine-color-text)">
          {hasOwnSlug ? slug || '…' : proposal.slice(0, 41)}
        </Text>
        {!hasOwnSlug && '-······, with six random letters and digits'}
      </Text>
      <Checkbox
        label="Choose the address myself"
        checked={hasOwnSlug}
        onChange={(event) =>
          form.setValues({ hasOwnSlug: event.currentTarget.checked, slug: slug || slugOf(name) })
        }
      />
      {hasOwnSlug && (
        <TextInput
          aria-label="Address"
          maxLength={48}
          autoCapitalize="none"
          spellCheck={false}
          {...form.getInputProps('slug')}
          onChange={(event) => form.setFieldValue('slug', event.currentTarget.value.toLowerCase())}
        />
      )}
    </Stack>
  )
}

function CreateForm() {
  const form = useForm<Values>({
    initialValues: { name: '', description: '', hasOwnSlug: false, slug: '' },
    validate: {
      name: isNotEmpty('Give the organization a name'),
      slug: (slug, { hasOwnSlug }) => (hasOwnSlug ? whyNotSlug(slug) : null),
    },
  })
  const create = useCreate(form)
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate({ body: bodyOf(values) }))} noValidate>
      <Stack gap="md">
        <TextInput
          label="Name"
          placeholder="Acme Marketing Team"
          maxLength={100}
          required
          autoFocus
          {...form.getInputProps('name')}
        />
        <SlugChoice form={form} />
        <Textarea
          label="Description"
          description="What it is for; members can read it in the settings. Optional."
          maxLength={2000}
          {...form.getInputProps('description')}
        />
        <FormError error={create.error} />
        <Group>
          <Button type="submit" loading={create.isPending}>
            Create Organization
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Makes an organization and opens it; or says why the plan does not allow it. */
export function CreateOrganizationPage() {
  const { instance } = useMe()
  return (
    <Box maw={560}>
      <PageHeader
        title="Create Organization"
        subtitle="A workspace for several people, with roles, teams and projects. You are its owner and can invite others."
      />
      {instance.can_create_organizations ? (
        <CreateForm />
      ) : (
        <EmptyState
          icon={IconLock}
          heading="Your plan does not include organizations"
          description="The plan of your personal workspace decides whether you may create one. Whoever operates this server can change it; being invited into an organization needs no plan."
        >
          <Button component={Link} to="/dashboard" variant="default">
            Back to your workspace
          </Button>
        </EmptyState>
      )}
    </Box>
  )
}
