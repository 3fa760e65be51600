import type { startLinkImport } from '#shared/contract/link-bulk.ts'
import type { RouteRequest } from '#shared/contract/route.ts'
import { FIELD_LABELS, type ImportField, type LinkImport } from './describe-import.ts'

export type Mapping = LinkImport['mapping']
type StartBody = RouteRequest<typeof startLinkImport>['body']
export type OnTakenSlug = NonNullable<StartBody['options']['on_taken_slug']>

/** What the person chooses before an import starts. */
export interface ImportPlan {
  mapping: Mapping
  /** Empty: the shared host; null: the default domain. */
  domain_id: string | null
  project_id: string
  tag_ids: string[]
  on_taken_slug: OnTakenSlug
  create_tags: boolean
}

/** As it was chosen the last time, or as the file suggests. */
export const planOf = ({ mapping, options, status }: LinkImport, mayCreateTags: boolean): ImportPlan => ({
  mapping,
  domain_id: status === 'uploaded' ? null : (options.domain_id ?? ''),
  project_id: options.project_id ?? '',
  tag_ids: options.tag_ids ?? [],
  on_taken_slug: options.on_taken_slug,
  create_tags: options.create_tags && mayCreateTags,
})

/** As the API takes it. */
export const toStartBody = (plan: ImportPlan): Omit<StartBody, 'is_dry_run'> => ({
  mapping: plan.mapping,
  options: {
    ...(plan.domain_id === null ? {} : { domain_id: plan.domain_id === '' ? null : plan.domain_id }),
    ...(plan.project_id === '' ? {} : { project_id: plan.project_id }),
    ...(plan.tag_ids.length === 0 ? {} : { tag_ids: plan.tag_ids }),
    on_taken_slug: plan.on_taken_slug,
    create_tags: plan.create_tags,
  },
})

const isFilledTogether = (field: ImportField): boolean => field === 'tags' || field === 'short_url'

/** Why no import can start with these columns, as a sentence; null when one can. */
export function findMappingProblem(mapping: Mapping): string | null {
  const fields = Object.values(mapping)
  if (!fields.includes('destination')) return 'Choose which column holds the destinations.'
  const twice = fields.find((field, index) => !isFilledTogether(field) && fields.indexOf(field) !== index)
  return twice === undefined ? null : `Only one column can fill ${FIELD_LABELS[twice]}.`
}

/** The mapping with one column's field changed; null leaves the column out. */
export function withField(mapping: Mapping, column: string, field: ImportField | null): Mapping {
  const { [column]: _old, ...others } = mapping
  return field === null ? others : { ...others, [column]: field }
}
