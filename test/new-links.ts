import { createLink } from '#shared/contract/links.ts'
import type { RouteRequest } from '#shared/contract/route.ts'
import type { Person, TestOrganization, World } from './world.ts'

type Body = RouteRequest<typeof createLink>['body']

/** Where a link leads that a test says nothing else of. */
export const HERE = 'https://example.com/spring'

export type NewLinks = ReturnType<typeof newLinksOf>

/** New links of one organization, as its owner makes them. */
export const newLinksOf = (world: World, organization: TestOrganization) => {
  const request = (body: Partial<Body>) => ({
    params: { orgId: organization.id },
    body: { destination: HERE, ...body },
  })
  const create = (body: Partial<Body> = {}, as: Person = organization.owner) =>
    world.call(createLink, { as, ...request(body) })
  return {
    create,
    /** As `create`, and throws when the answer is no success. */
    made: (body: Partial<Body> = {}) => world.must(createLink, { as: organization.owner, ...request(body) }),
    /** Status, code and field of the refusal. */
    problemOf: async (body: Partial<Body>) => {
      const { status, error } = await create(body)
      const fields = error?.details['fields'] as { field: string }[] | undefined
      return [status, error?.code, fields?.[0]?.field]
    },
  }
}
