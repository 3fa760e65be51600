import { Checkbox, MultiSelect, Select, SimpleGrid, Stack } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useWorkspace } from '../../../frame/use-me.ts'
import { chosenDomain, useLinkDomains } from '../composer/use-link-domains.ts'
import { useProjectChoices, useTagChoices } from '../list/filter-choices.ts'
import type { ImportPlan, OnTakenSlug } from './import-plan.ts'

interface FieldsProps {
  form: UseFormReturnType<ImportPlan>
}

const TAKEN: { value: OnTakenSlug; label: string }[] = [
  { value: 'fail', label: 'The row fails' },
  { value: 'skip', label: 'Pass over the row' },
  { value: 'update', label: 'Write over the link, where it is yours' },
  { value: 'new_slug', label: 'Give it another, random slug' },
]

function DomainField({ form }: FieldsProps) {
  const domains = useLinkDomains()
  if (domains === undefined) return null
  return (
    <Select
      label="Domain"
      description="Where the short addresses stand"
      data={domains.map(({ value, label, refusal }) => ({
        value: value === '' ? 'shared' : value,
        label: refusal === null ? label : `${label} (${refusal})`,
        disabled: refusal !== null,
      }))}
      value={chosenDomain(domains, form.values.domain_id)?.value || 'shared'}
      onChange={(value) => form.setFieldValue('domain_id', value === 'shared' ? '' : value)}
      allowDeselect={false}
    />
  )
}

function ProjectField({ form }: FieldsProps) {
  const projects = useProjectChoices()
  const { project_id: projectId } = form.values
  return (
    <Select
      label="Project"
      description="For rows that name none"
      placeholder="None"
      data={projects}
      value={projectId === '' ? null : projectId}
      onChange={(value) => form.setFieldValue('project_id', value ?? '')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'No project' }}
    />
  )
}

/** How the rows become links. */
export function ImportOptionsFields({ form }: FieldsProps) {
  const { can } = useWorkspace()
  const tags = useTagChoices()
  const hasTags = Object.values(form.values.mapping).includes('tags')
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <DomainField form={form} />
        <Select
          label="A slug that is taken"
          description="By a link of yours or of somebody else"
          data={TAKEN.filter(({ value }) => value !== 'update' || can('links.update'))}
          allowDeselect={false}
          {...form.getInputProps('on_taken_slug')}
        />
        {can('projects.read') && <ProjectField form={form} />}
        <MultiSelect
          label="Tags"
          description="For every link, besides those in the file"
          placeholder={form.values.tag_ids.length === 0 ? 'None' : ''}
          data={tags}
          searchable
          clearable
          size="sm"
          nothingFoundMessage="No tag is called that"
          clearButtonProps={{ 'aria-label': 'No tags' }}
          {...form.getInputProps('tag_ids')}
        />
      </SimpleGrid>
      {hasTags && (
        <Checkbox
          label="Create tags that are not there yet"
          description={
            can('links.update')
              ? 'Otherwise they are left out.'
              : 'This takes the permission links.update; without it, such tags are left out.'
          }
          disabled={!can('links.update')}
          {...form.getInputProps('create_tags', { type: 'checkbox' })}
        />
      )}
    </Stack>
  )
}
