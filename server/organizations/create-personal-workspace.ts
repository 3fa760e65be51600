import type { Context } from '#server/kernel/context.ts'
import { setTenancy } from '#server/kernel/database/database.ts'
import { newId } from '#server/kernel/ids.ts'
import { makeSlug } from './make-slug.ts'
import { findPersonalWorkspaceId, insertFounding, insertOrganization } from './organization-queries.ts'

/** The name that seed 002 prints. */
const NAME = 'Personal Workspace'
const ATTEMPTS = 5

/** Id of the person's own workspace; undefined before sign-up made it. */
export const findPersonalWorkspace = async (ctx: Context, userId: string): Promise<string | undefined> => {
  await setTenancy(ctx.tx, { organization_id: '', user_id: userId })
  return findPersonalWorkspaceId(ctx.tx, userId)
}

/** Makes a person's own workspace and answers its id; where it stands already, answers that. */
export const createPersonalWorkspace = async (
  ctx: Context,
  person: { id: string; name: string },
): Promise<string> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const standing = await findPersonalWorkspace(ctx, person.id)
    if (standing !== undefined) return standing
    const id = newId('org')
    await setTenancy(ctx.tx, { organization_id: id, user_id: '' })
    const isMade = await insertOrganization(ctx.tx, {
      id,
      kind: 'personal',
      name: NAME,
      slug: makeSlug(person.name),
      settings: {},
      plan: ctx.runtime.plans.default_plan,
      created_by: person.id,
      now: ctx.now,
    })
    if (!isMade) continue
    await insertFounding(ctx.tx, id, person.id, ctx.now)
    return id
  }
  throw new Error('no free slug for a personal workspace')
}
