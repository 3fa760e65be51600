import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { updateProfile } from '#shared/contract/account.ts'
import { getMe } from '#shared/contract/organizations.ts'
import { useMe } from '../../frame/use-me.ts'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { PersonAvatar } from '../../ui/person-avatar.tsx'
import { Section } from '../../ui/section.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useAct } from '../../use-route.ts'
import { ChangeEmailSection } from './change-email-section.tsx'
import { DeleteAccountSection } from './delete-account-section.tsx'

function NameSection() {
  const { user } = useMe()
  const form = useForm({
    initialValues: { name: user.name, image: user.image ?? '' },
    validate: { name: isNotEmpty('Say what people call you') },
  })
  const save = useAct(updateProfile, {
    invalidate: [getMe],
    onDone: () => {
      form.resetDirty()
      notifyDone('Your profile is saved.')
    },
    onFailed: showFieldErrors(form),
  })
  const submit = form.onSubmit(({ name, image }) =>
    save.mutate({ body: { name, image: image.trim() === '' ? null : image.trim() } }),
  )
  return (
    <Section heading="Name and picture" description="Shown to the people you work with.">
      <form onSubmit={submit} noValidate>
        <Stack gap="md" maw={460}>
          <Group gap="md" wrap="nowrap" align="flex-end">
            <PersonAvatar name={form.values.name} image={form.values.image || null} size={56} />
            <TextInput
              label="Name"
              autoComplete="name"
              maxLength={100}
              flex={1}
              {...form.getInputProps('name')}
            />
          </Group>
          <TextInput
            label="Picture"
            description="The https address of an image. Leave it empty for your first letter."
            type="url"
            placeholder="https://"
            {...form.getInputProps('image')}
          />
          <FormError error={save.error} />
          <Group gap="md">
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              Save
            </Button>
            <Text size="sm" c="dimmed">
              Here since <TimeText value={user.created_at} />
            </Text>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}

/** Your name, picture and e-mail; and the end of the account. */
export function ProfilePage() {
  return (
    <>
      <PageHeader title="Profile" subtitle="Who you are here, in every workspace." />
      <NameSection />
      <ChangeEmailSection />
      <DeleteAccountSection />
    </>
  )
}
