import type { Context } from '#server/kernel/context.ts'
import { listAllOrganizations } from '#server/organizations/list-all-organizations.ts'
import { CommandError } from './output.ts'

type Found = Awaited<ReturnType<typeof listAllOrganizations>>[number]

/** The organization of that id or slug, deleted ones too. @throws CommandError with what comes near. */
export const findOrganization = async (ctx: Context, text: string): Promise<Found> => {
  const near = await listAllOrganizations(ctx, text)
  const exact = near.find(({ id, slug }) => id === text || slug.toLowerCase() === text.toLowerCase())
  if (exact !== undefined) return exact
  const hint =
    near.length === 0
      ? ''
      : `; did you mean ${near
          .slice(0, 5)
          .map(({ slug }) => slug)
          .join(', ')}?`
  throw new CommandError(`There is no organization with the id or slug ${text}${hint}`)
}
