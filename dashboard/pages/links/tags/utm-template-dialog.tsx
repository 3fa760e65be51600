import { Modal, Stack, Text, TextInput } from '@mantine/core'
import { isNotEmpty, type UseFormReturnType, useForm } from '@mantine/form'
import { createUtmTemplate, listUtmTemplates, updateUtmTemplate } from '#shared/contract/tags.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { FormButtons } from '../../../ui/form-buttons.tsx'
import { FormError, showFieldErrors } from '../../../ui/form-errors.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import { useAct } from '../../../use-route.ts'
import { UTM_FIELDS, type Utm, writeUtm } from '../composer/utm.ts'
import type { UtmTemplate } from './use-tag-acts.ts'
import classes from './utm-template.module.css'

interface UtmTemplateDialogProps {
  /** The template to edit; null makes a new one. */
  template: UtmTemplate | null
  isOpen: boolean
  onClose: () => void
}

type Values = Utm & { name: string }

const EXAMPLE = 'https://example.com/page'
const FIELDS: Record<(typeof UTM_FIELDS)[number], { label: string; placeholder: string }> = {
  utm_source: { label: 'Source', placeholder: 'newsletter' },
  utm_medium: { label: 'Medium', placeholder: 'email' },
  utm_campaign: { label: 'Campaign', placeholder: 'spring-sale' },
  utm_term: { label: 'Term', placeholder: 'running shoes' },
  utm_content: { label: 'Content', placeholder: 'header' },
}

function useSave(template: UtmTemplate | null, form: UseFormReturnType<Values>, onClose: () => void) {
  const { id: orgId } = useWorkspace()
  const extras = {
    invalidate: [listUtmTemplates],
    onDone: ({ name }: { name: string }) => {
      notifyDone(template === null ? `The template ${name} was created` : `The template ${name} is saved`)
      onClose()
    },
    onFailed: showFieldErrors(form),
  }
  const create = useAct(createUtmTemplate, extras)
  const update = useAct(updateUtmTemplate, extras)
  return {
    isPending: create.isPending || update.isPending,
    error: create.error ?? update.error,
    save: (body: Values) =>
      template === null
        ? create.mutate({ params: { orgId }, body })
        : update.mutate({ params: { orgId, templateId: template.id }, body }),
  }
}

const startingValues = (template: UtmTemplate | null): Values => ({
  name: template?.name ?? '',
  utm_source: template?.utm_source ?? '',
  utm_medium: template?.utm_medium ?? '',
  utm_campaign: template?.utm_campaign ?? '',
  utm_term: template?.utm_term ?? '',
  utm_content: template?.utm_content ?? '',
})

function UtmTemplateForm({ template, onClose }: UtmTemplateDialogProps) {
  const form = useForm<Values>({
    initialValues: startingValues(template),
    validate: {
      name: isNotEmpty('Give the template a name'),
      utm_source: (_, values) =>
        UTM_FIELDS.every((field) => values[field].trim() === '')
          ? 'Fill in at least one of the parameters'
          : null,
    },
  })
  const { save, isPending, error } = useSave(template, form, onClose)
  const { name: _name, ...utm } = form.values
  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap="sm">
        <TextInput
          label="Name"
          placeholder="Newsletter"
          maxLength={100}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        {UTM_FIELDS.map((field) => (
          <TextInput
            key={field}
            label={FIELDS[field].label}
            description={<code>{field}</code>}
            placeholder={FIELDS[field].placeholder}
            maxLength={200}
            {...form.getInputProps(field)}
          />
        ))}
        <div>
          <Text size="sm" fw={550}>
            A link with it leads to
          </Text>
          <output className={classes.preview}>{writeUtm(EXAMPLE, utm)}</output>
        </div>
        <FormError error={error} />
        <FormButtons
          label={template === null ? 'Create Template' : 'Save'}
          isPending={isPending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  )
}

/** Makes a UTM template, or edits one; shows what address comes of it. */
export function UtmTemplateDialog(props: UtmTemplateDialogProps) {
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.template === null ? 'Create UTM Template' : 'Edit UTM Template'}
    >
      <UtmTemplateForm {...props} />
    </Modal>
  )
}
