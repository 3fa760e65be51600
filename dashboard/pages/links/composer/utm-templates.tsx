import { Button, Group, Popover, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { createUtmTemplate, listUtmTemplates } from '#shared/contract/tags.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { FormError } from '../../../ui/form-errors.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import { useAct, useRoute } from '../../../use-route.ts'
import { UTM_FIELDS, type Utm } from './utm.ts'

interface UtmTemplatesProps {
  utm: Utm
  isDisabled: boolean
  onApply: (utm: Utm) => void
}

function SaveTemplate({ utm, isDisabled }: Pick<UtmTemplatesProps, 'utm' | 'isDisabled'>) {
  const { id: orgId } = useWorkspace()
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const create = useAct(createUtmTemplate, {
    invalidate: [listUtmTemplates],
    onDone: () => {
      notifyDone(`The template ${name.trim()} was saved`)
      setOpen(false)
      setName('')
    },
  })
  const save = () => {
    if (name.trim() !== '') create.mutate({ params: { orgId }, body: { name: name.trim(), ...utm } })
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} width={280} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button variant="default" disabled={isDisabled} onClick={() => setOpen(!isOpen)}>
          Save as a template
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Save as a template">
        <Stack gap="sm">
          <TextInput
            label="Name of the template"
            value={name}
            maxLength={100}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              // The form around it is the link's.
              event.preventDefault()
              save()
            }}
          />
          <FormError error={create.error} />
          <Button onClick={save} loading={create.isPending} disabled={name.trim() === ''}>
            Save template
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Fills the campaign fields from a template, or saves them as one. */
export function UtmTemplates({ utm, isDisabled, onApply }: UtmTemplatesProps) {
  const { id: orgId, can } = useWorkspace()
  const { data } = useRoute(listUtmTemplates, { params: { orgId } }, { staleTime: 30_000 })
  const templates = data?.data ?? []
  const isSet = UTM_FIELDS.some((field) => utm[field] !== '')
  const apply = (id: string | null) => {
    const template = templates.find((one) => one.id === id)
    if (template === undefined) return
    onApply(Object.fromEntries(UTM_FIELDS.map((field) => [field, template[field]])) as Utm)
  }
  return (
    <Group gap="xs" align="flex-end">
      {templates.length > 0 && (
        <Select
          aria-label="Use a template"
          placeholder="Use a template"
          data={templates.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          onChange={apply}
          disabled={isDisabled}
          searchable
          w={220}
        />
      )}
      {can('links.update') && <SaveTemplate utm={utm} isDisabled={isDisabled || !isSet} />}
    </Group>
  )
}
