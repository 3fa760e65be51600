import type { UseFormReturnType } from '@mantine/form'
import type { LinkDraft } from './link-draft.ts'

export type LinkForm = UseFormReturnType<LinkDraft>

/** What every part of the composer gets. */
export interface PartProps {
  form: LinkForm
}

/** The parts of the composer that fold, and which fields stand in each. */
export const FOLDED_FIELDS = {
  utm: [],
  rules: ['rules'],
  expiry: ['expires_at', 'expired_destination', 'click_limit'],
  password: ['password'],
  preview: ['preview'],
  apps: ['app_links'],
  details: ['description', 'notes', 'external_id', 'redirect_status', 'forward_query'],
} as const
export type FoldedPart = keyof typeof FOLDED_FIELDS

/** The folded parts that hold a field with an error: they have to be open for it to be seen. */
export const partsWithErrors = (fields: readonly string[]): FoldedPart[] =>
  (Object.keys(FOLDED_FIELDS) as FoldedPart[]).filter((part) =>
    FOLDED_FIELDS[part].some((name) =>
      fields.some((field) => field === name || field.startsWith(`${name}.`)),
    ),
  )

/** The field of the composer that shows a rule of the server: what lies inside a rule's conditions shows below them. */
export const fieldShown = (field: string): string =>
  /^(rules\.\d+\.conditions)/.exec(field)?.[1] ??
  /^((?:tag_ids|rules\.\d+)(?=\.\d|$))/.exec(field)?.[1] ??
  field
