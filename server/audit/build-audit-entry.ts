import { isDeepStrictEqual } from 'node:util'
import type { AuditActor, AuditRecord } from '#server/kernel/audit-record.ts'
import type { Context } from '#server/kernel/context.ts'
import { newId } from '#server/kernel/ids.ts'
import { auditCategoryOf } from '#shared/audit-actions.ts'
import type { AuditEntry } from './audit-entry.ts'
import { boundText, boundValue } from './bound-value.ts'

const MAX_TARGETS = 50
const MAX_CHANGES = 100
const MAX_CHANGES_LENGTH = 16_000
const MAX_SEARCH_LENGTH = 4000

export type UnchainedEntry = Omit<AuditEntry, 'sequence' | 'previous_hash' | 'hash'>

/** Text and what is searched for in it are brought into this one form. */
export const toSearchForm = (text: string): string => text.normalize('NFKC').toLowerCase()

const orNull = (text: string | null, max: number): string | null =>
  text === null ? null : boundText(text, max)

const boundTargets = (targets: AuditRecord['targets']): AuditEntry['targets'] => {
  const kept = targets.slice(0, MAX_TARGETS).map((target) => ({
    type: boundText(target.type, 64),
    id: boundText(target.id, 200),
    name: boundText(target.name, 300),
  }))
  const more = targets.length - kept.length
  return more > 0 ? [...kept, { type: 'cut', id: '', name: `and ${more} more` }] : kept
}

/** Only the fields that differ, before and after. */
const differing = (changes: AuditRecord['changes'] = {}): AuditEntry['changes'] => {
  const pairs = Object.entries(changes).filter(
    ([, { before, after }]) => !isDeepStrictEqual(before ?? null, after ?? null),
  )
  let room = MAX_CHANGES_LENGTH
  const kept = pairs.slice(0, MAX_CHANGES).map(([field, { before, after }]) => {
    const change = { before: boundValue(before), after: boundValue(after) }
    room -= JSON.stringify(change).length
    return [boundText(field, 100), room >= 0 ? change : { before: null, after: '… (cut, the entry is full)' }]
  })
  if (pairs.length > MAX_CHANGES) kept.push(['…', { before: null, after: `(cut, ${pairs.length} fields)` }])
  return Object.fromEntries(kept)
}

/** The entry of a record: snapshots of actor and targets, whence it came, and the text that searches look through. */
export const buildAuditEntry = (
  ctx: Pick<Context, 'now' | 'request'> & { actor: AuditActor },
  record: AuditRecord,
): UnchainedEntry => {
  const actor = record.actor ?? ctx.actor
  const category = auditCategoryOf(record.action)
  const targets = boundTargets(record.targets)
  const entry = {
    organization_id: record.organizationId,
    id: newId('aud'),
    created_at: ctx.now.toISOString(),
    category,
    action: record.action,
    outcome: record.outcome ?? 'succeeded',
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: boundText(actor.name, 300),
    actor_email: orNull(actor.email, 300),
    actor_image: orNull(actor.image, 2000),
    on_behalf_of: actor.via
      ? { kind: actor.via.kind, id: actor.via.id, name: boundText(actor.via.name, 300) }
      : null,
    targets,
    changes: differing(record.changes),
    ip: orNull(ctx.request.ip, 64),
    user_agent: orNull(ctx.request.userAgent, 300),
    request_id: orNull(ctx.request.id, 100),
  }
  return { ...entry, search_text: searchText(entry) }
}

const searchText = (entry: Omit<UnchainedEntry, 'search_text'>): string =>
  boundText(
    toSearchForm(
      [
        ...[entry.action, entry.actor_name, entry.actor_email, entry.actor_id, entry.on_behalf_of?.name],
        ...entry.targets.flatMap((target) => [target.name, target.id]),
        ...[entry.ip, entry.request_id],
      ]
        .filter((text) => text !== null && text !== undefined && text !== '')
        .join('\n'),
    ),
    MAX_SEARCH_LENGTH,
  )
