import { Input, Modal, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core'
import { isNotEmpty, type UseFormReturnType, useForm } from '@mantine/form'
import { createApp, listApps, updateApp } from '#shared/contract/apps.ts'
import type { ApiError } from '../../api.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { FormError } from '../../ui/form-errors.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { useAct } from '../../use-route.ts'
import { type AppFormValues, bodyOf, formValuesOf } from './app-form-values.ts'
import { type App, PLATFORMS } from './app-words.ts'

interface AppDialogProps {
  /** The app to edit; null registers a new one. */
  app: App | null
  isOpen: boolean
  onClose: () => void
}

type Form = UseFormReturnType<AppFormValues>

const OPTIONS = Object.entries(PLATFORMS).map(([value, label]) => ({ value, label }))

function useSave(app: App | null, form: Form, onClose: () => void) {
  const { id: orgId } = useWorkspace()
  const extras = {
    invalidate: [listApps],
    onDone: ({ name }: { name: string }) => {
      notifyDone(app === null ? `The app ${name} is registered` : `The app ${name} is saved`)
      onClose()
    },
    // A rule about one fingerprint stands at the field that holds them all.
    onFailed: ({ fields }: ApiError) =>
      form.setErrors(Object.fromEntries(fields.map(({ field, rule }) => [field.split('.')[0] ?? '', rule]))),
  }
  const create = useAct(createApp, extras)
  const update = useAct(updateApp, extras)
  return {
    isPending: create.isPending || update.isPending,
    error: create.error ?? update.error,
    save: (values: AppFormValues) => {
      const { platform, ...rest } = bodyOf(values)
      return app === null
        ? create.mutate({ params: { orgId }, body: { platform, ...rest } })
        : update.mutate({ params: { orgId, appId: app.id }, body: rest })
    },
  }
}

function IosFields({ form }: { form: Form }) {
  return (
    <>
      <TextInput
        label="Bundle id"
        placeholder="com.example.app"
        required
        autoComplete="off"
        {...form.getInputProps('identifier')}
      />
      <TextInput
        label="Team id"
        description="Ten letters and digits, in the membership details of your Apple developer account."
        placeholder="ABCDE12345"
        required
        maxLength={10}
        autoComplete="off"
        {...form.getInputProps('team_id')}
      />
    </>
  )
}

function AndroidFields({ form }: { form: Form }) {
  return (
    <>
      <TextInput
        label="Package name"
        placeholder="com.example.app"
        required
        autoComplete="off"
        {...form.getInputProps('identifier')}
      />
      <Textarea
        label="SHA-256 fingerprints"
        description="Of the certificates that sign it, one a line; the Play Console shows them under App signing."
        placeholder="AB:CD:EF:…"
        required
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        {...form.getInputProps('fingerprints')}
      />
    </>
  )
}

function AppForm({ app, onClose }: AppDialogProps) {
  const form = useForm<AppFormValues>({
    initialValues: formValuesOf(app),
    validate: {
      name: isNotEmpty('Give the app a name'),
      identifier: isNotEmpty('Must be given'),
      store_url: isNotEmpty('Must be given'),
    },
  })
  const { save, isPending, error } = useSave(app, form, onClose)
  const isIos = form.values.platform === 'ios'
  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap="md">
        {app === null && (
          <Input.Wrapper label="Platform" labelElement="div">
            <SegmentedControl
              fullWidth
              aria-label="Platform"
              data={OPTIONS}
              {...form.getInputProps('platform')}
            />
          </Input.Wrapper>
        )}
        <TextInput label="Name" maxLength={100} required data-autofocus {...form.getInputProps('name')} />
        {isIos ? <IosFields form={form} /> : <AndroidFields form={form} />}
        <TextInput
          label="Store page"
          description="Where visitors go who do not have the app."
          placeholder={
            isIos
              ? 'https://apps.apple.com/app/id123456789'
              : 'https://play.google.com/store/apps/details?id=com.example.app'
          }
          inputMode="url"
          required
          {...form.getInputProps('store_url')}
        />
        <TextInput
          label="Scheme"
          description="The app’s own, if it has one: links may then lead to addresses like myapp://…"
          placeholder="myapp"
          autoComplete="off"
          autoCapitalize="none"
          {...form.getInputProps('url_scheme')}
        />
        <FormError error={error?.fields.length === 0 ? error : null} />
        <FormButtons
          label={app === null ? 'Register app' : 'Save'}
          isPending={isPending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  )
}

/** Registers an app, or edits one. */
export function AppDialog(props: AppDialogProps) {
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.app === null ? 'Register app' : 'Edit app'}
    >
      <AppForm {...props} />
    </Modal>
  )
}
