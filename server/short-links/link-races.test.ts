import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Ground, newGround, type PersonActor, verdictOf } from '#test/ground.ts'
import { createLinks, createOneLink } from './create-links.ts'
import { deleteLinks } from './delete-links.ts'
import { transferLink } from './transfer-link.ts'
import { updateLink } from './update-link.ts'

let ground: Ground

beforeAll(async () => {
  ground = await newGround()
})
afterAll(() => ground.close())

const DESTINATION = 'https://example.com/'
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const tally = (verdicts: string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const verdict of verdicts) counts[verdict] = (counts[verdict] ?? 0) + 1
  return counts
}

interface Home {
  owner: PersonActor
  orgId: string
}
const newHome = async (plan?: string): Promise<Home> => {
  const owner = await ground.newPerson()
  return { owner, orgId: await ground.newOrganization(owner, plan) }
}
const create = ({ owner, orgId }: Home, slug?: string) =>
  ground.within(owner, orgId, (ctx) => createOneLink(ctx, { destination: DESTINATION, slug }))

const holdersOf = async (slugKey: string) =>
  ground.runtime.ownerDatabase.kysely
    .selectFrom('addresses')
    .leftJoin('links', 'links.id', 'addresses.target_id')
    .select([
      'addresses.organization_id',
      'addresses.target_id',
      'links.organization_id as link_organization_id',
    ])
    .where('addresses.slug_key', '=', slugKey)
    .execute()

it('eight organizations that want one slug at once: one has it', async () => {
  const homes = await Promise.all(times(8, () => newHome()))
  const spellings = ['Wanted', 'wanted', 'WANTED', 'wAnted', 'waNted', 'wanTed', 'wantEd', 'wanteD']
  const verdicts = await Promise.all(homes.map((home, index) => verdictOf(create(home, spellings[index]))))
  expect(tally(verdicts)).toEqual({ ok: 1, slug_taken: 7 })
  const [holder, ...others] = await holdersOf('wanted')
  expect(others).toEqual([])
  expect(holder?.link_organization_id).toBe(homes[verdicts.indexOf('ok')]?.orgId)
})

it('eight members who want one slug at once: one has it', async () => {
  const home = await newHome()
  const verdicts = await Promise.all(times(8, () => verdictOf(create(home, 'member-wanted'))))
  expect(tally(verdicts)).toEqual({ ok: 1, slug_taken: 7 })
})

it('sets of links that want the same slugs in other orders: each slug has one holder, and nobody waits for ever', async () => {
  const homes = await Promise.all(times(4, () => newHome()))
  const slugs = times(60, (index) => `set-${index}`)
  const results = await Promise.all(
    homes.map(({ owner, orgId }, index) => {
      const ordered = index % 2 === 0 ? slugs : slugs.toReversed()
      const items = ordered.map((slug) => ({ destination: DESTINATION, slug }))
      return ground.within(owner, orgId, (ctx) => createLinks(ctx, items))
    }),
  )
  const verdicts = results.flat().map((result) => ('error' in result ? result.error.code : 'ok'))
  expect(tally(verdicts)).toEqual({ ok: 60, slug_taken: 180 })
})

it('thirty that would pass the limit of the plan at once: as many as fit are made', async () => {
  const home = await newHome('free')
  const few = times(990, (index) => ({ destination: `${DESTINATION}${index}` }))
  await ground.within(home.owner, home.orgId, (ctx) => createLinks(ctx, few))
  const verdicts = await Promise.all(times(30, () => verdictOf(create(home))))
  expect(tally(verdicts)).toEqual({ ok: 10, limit_reached: 20 })
  const kysely = ground.runtime.ownerDatabase.kysely
  for (const table of ['links', 'addresses'] as const) {
    const rows = await kysely
      .selectFrom(table)
      .select('id')
      .where('organization_id', '=', home.orgId)
      .execute()
    expect([table, rows.length]).toEqual([table, 1000])
  }
})

it('a set that passes the limit is made as far as it fits, and the rest keeps no address', async () => {
  const home = await newHome('free')
  const items = times(1010, (index) => ({ destination: DESTINATION, slug: `beyond-${index}` }))
  const [taken] = [await create(await newHome(), 'beyond-0')]
  const results = await ground.within(home.owner, home.orgId, (ctx) => createLinks(ctx, items))
  const verdicts = results.map((result) => ('error' in result ? result.error.code : 'ok'))
  expect(taken.slug).toBe('beyond-0')
  expect(tally(verdicts)).toEqual({ slug_taken: 1, ok: 1000, limit_reached: 9 })
  expect(await verdictOf(create(await newHome(), 'beyond-1009'))).toBe('ok')
})

it('a link that moves while others want its slug is never free', async () => {
  const [from, ...others] = await Promise.all(times(6, () => newHome()))
  if (from === undefined) throw new Error('six homes were made')
  const to = await ground.newOrganization(from.owner)
  const link = await create(from, 'on-the-move')
  const [moved, ...verdicts] = await Promise.all([
    verdictOf(ground.within(from.owner, from.orgId, (ctx) => transferLink(ctx, link.id, to))),
    ...others.map((home) => verdictOf(create(home, 'On-The-Move'))),
  ])
  expect([moved, tally(verdicts)]).toEqual(['ok', { slug_taken: 5 }])
  expect(await holdersOf('on-the-move')).toEqual([
    { organization_id: to, target_id: link.id, link_organization_id: to },
  ])
})

it('two links that cross between two workspaces both arrive', async () => {
  const owner = await ground.newPerson()
  const a = { owner, orgId: await ground.newOrganization(owner) }
  const b = { owner, orgId: await ground.newOrganization(owner) }
  const [one, two] = [await create(a), await create(b)]
  await Promise.all([
    ground.within(owner, a.orgId, (ctx) => transferLink(ctx, one.id, b.orgId)),
    ground.within(owner, b.orgId, (ctx) => transferLink(ctx, two.id, a.orgId)),
  ])
  expect((await holdersOf(one.slug))[0]?.organization_id).toBe(b.orgId)
  expect((await holdersOf(two.slug))[0]?.organization_id).toBe(a.orgId)
})

it('a deleted slug is taken by nobody else, however many want it; its organization may have it again', async () => {
  const home = await newHome()
  const link = await create(home, 'left-behind')
  const others = await Promise.all(times(4, () => newHome()))
  const [deleted, ...verdicts] = await Promise.all([
    ground.within(home.owner, home.orgId, (ctx) => deleteLinks(ctx, [link.id])),
    ...others.map((other) => verdictOf(create(other, 'Left-Behind'))),
  ])
  expect([deleted, tally(verdicts)]).toEqual([[{ id: link.id, status: 'done' }], { slug_taken: 4 }])
  expect(await verdictOf(create(home, 'LEFT-behind'))).toBe('ok')
})

it('links that swap slugs at once: nobody ends with an address that is not theirs', async () => {
  const [a, b] = [await newHome(), await newHome()]
  const [one, two] = [await create(a, 'swap-one'), await create(b, 'swap-two')]
  const verdicts = await Promise.all([
    verdictOf(ground.within(a.owner, a.orgId, (ctx) => updateLink(ctx, one.id, { slug: 'swap-two' }))),
    verdictOf(ground.within(b.owner, b.orgId, (ctx) => updateLink(ctx, two.id, { slug: 'swap-one' }))),
  ])
  expect(verdicts).toContain('slug_taken')
  for (const key of ['swap-one', 'swap-two']) {
    for (const holder of await holdersOf(key))
      expect(holder.link_organization_id).toBe(holder.organization_id)
  }
})
