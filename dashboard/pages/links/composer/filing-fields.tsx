import { Select, SimpleGrid } from '@mantine/core'
import { useWorkspace } from '../../../frame/use-me.ts'
import { useProjectChoices } from '../list/filter-choices.ts'
import { TagField } from './tag-field.tsx'
import type { PartProps } from './use-link-form.ts'

/** Where the link is filed: tags and a project. */
export function FilingFields({ form }: PartProps) {
  const { can } = useWorkspace()
  const projects = useProjectChoices()
  const { project_id: projectId } = form.values
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <TagField form={form} />
      {can('projects.read') && (
        <Select
          label="Project"
          placeholder="None"
          data={projects}
          value={projectId === '' ? null : projectId}
          onChange={(value) => form.setFieldValue('project_id', value ?? '')}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'No project' }}
          nothingFoundMessage={
            projects.length === 0 ? 'There are no projects yet' : 'No project is called that'
          }
          error={form.errors.project_id}
        />
      )}
    </SimpleGrid>
  )
}
