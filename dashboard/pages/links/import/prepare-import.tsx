import { Button, Group } from '@mantine/core'
import { useForm } from '@mantine/form'
import { getLinkImport, listLinkImports, startLinkImport } from '#shared/contract/link-bulk.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { FormError } from '../../../ui/form-errors.tsx'
import { Gated } from '../../../ui/gated.tsx'
import { Section } from '../../../ui/section.tsx'
import { useAct } from '../../../use-route.ts'
import { FORMAT_LABELS, type LinkImport } from './describe-import.ts'
import { ImportOptionsFields } from './import-options-fields.tsx'
import { findMappingProblem, type ImportPlan, planOf, toStartBody } from './import-plan.ts'
import { MappingTable } from './mapping-table.tsx'

interface PrepareImportProps {
  shown: LinkImport
  onLeave: () => void
}

/** The second step: which column fills what, and how; then a trial run, or the real one. */
export function PrepareImport({ shown, onLeave }: PrepareImportProps) {
  const { id: orgId, can } = useWorkspace()
  const form = useForm<ImportPlan>({ initialValues: planOf(shown, can('links.update')) })
  const start = useAct(startLinkImport, { invalidate: [getLinkImport, listLinkImports] })
  const problem = findMappingProblem(form.values.mapping)
  const run = (isDryRun: boolean) =>
    start.mutate({
      params: { orgId, importId: shown.id },
      body: { ...toStartBody(form.values), is_dry_run: isDryRun },
    })
  const rows = shown.total_rows.toLocaleString()
  return (
    <>
      <Section
        heading="Columns"
        description={`${shown.file_name} looks like ${FORMAT_LABELS[shown.format]} with ${rows} ${shown.total_rows === 1 ? 'row' : 'rows'}. Check what each column fills.`}
      >
        <MappingTable
          shown={shown}
          mapping={form.values.mapping}
          onChange={(mapping) => form.setFieldValue('mapping', mapping)}
        />
      </Section>
      <Section heading="Options">
        <ImportOptionsFields form={form} />
        <FormError error={start.error} />
        <Group justify="space-between" gap="xs">
          <Button variant="subtle" color="gray" onClick={onLeave}>
            Another File
          </Button>
          <Group gap="xs">
            <Gated allowed={problem === null} reason={problem ?? ''}>
              <Button
                variant="default"
                loading={start.isPending && start.variables?.body.is_dry_run === true}
                onClick={() => run(true)}
              >
                Try Without Creating
              </Button>
            </Gated>
            <Gated allowed={problem === null} reason={problem ?? ''}>
              <Button
                loading={start.isPending && start.variables?.body.is_dry_run !== true}
                onClick={() => run(false)}
              >
                {`Import ${rows} ${shown.total_rows === 1 ? 'Row' : 'Rows'}`}
              </Button>
            </Gated>
          </Group>
        </Group>
      </Section>
    </>
  )
}
