import type { Link } from '#shared/contract/link-fields.ts'
import { createLink, updateLink } from '#shared/contract/links.ts'
import type { ApiError } from '../../../api.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { useAct } from '../../../use-route.ts'
import { LINK_ROUTES } from '../acts/use-link-acts.ts'
import { changesOf, creationOf, draftOf, type LinkDraft } from './link-draft.ts'
import { fieldShown, type LinkForm } from './use-link-form.ts'

// Rules the server words for a program, at the field where people read them.
const WORDS: Record<string, { field: string; rule?: string }> = {
  external_id_taken: { field: 'external_id', rule: 'Another link of this workspace has it' },
  domain_not_verified: { field: 'domain_id', rule: 'This domain is not verified yet' },
  slug_taken: { field: 'slug' },
  slug_reserved: { field: 'slug' },
  destination_scheme: { field: 'destination' },
}

/** The errors of an answer by the composer's fields. */
function errorsOf(error: ApiError): Record<string, string> {
  const named = error.fields.map(({ field, rule }) => [fieldShown(field), rule] as const)
  if (named.length > 0) return Object.fromEntries(named)
  const known = WORDS[error.code]
  return known === undefined ? {} : { [known.field]: known.rule ?? error.message }
}

interface SaveOptions {
  form: LinkForm
  /** Null for a new link. */
  saved: Link | null
  onSaved: (link: Link) => void
  onRefused: (fields: string[]) => void
}

/** Creates the link, or sends what was changed of it. */
export function useSaveLink({ form, saved, onSaved, onRefused }: SaveOptions) {
  const { id: orgId } = useWorkspace()
  const extras = {
    invalidate: LINK_ROUTES,
    onDone: onSaved,
    onFailed: (error: ApiError) => {
      const errors = errorsOf(error)
      form.setErrors(errors)
      onRefused(Object.keys(errors))
    },
  }
  const create = useAct(createLink, extras)
  const update = useAct(updateLink, extras)
  return {
    isPending: create.isPending || update.isPending,
    error: create.error ?? update.error,
    save: (draft: LinkDraft) => {
      if (saved === null) return create.mutate({ params: { orgId }, body: creationOf(draft) })
      const body = changesOf(draftOf(saved), draft)
      if (Object.keys(body).length === 0) return onSaved(saved)
      return update.mutate({ params: { orgId, linkId: saved.id }, body })
    },
  }
}
