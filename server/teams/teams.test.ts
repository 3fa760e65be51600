import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeMember } from '#shared/contract/members.ts'
import { getMe } from '#shared/contract/organizations.ts'
import {
  addTeamMember,
  changeTeamRole,
  createTeam,
  deleteTeam,
  getTeam,
  inviteToTeam,
  listTeamInvitations,
  listTeams,
  removeTeamMember,
  updateTeam,
} from '#shared/contract/teams.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'

type Member = Person & { memberId: string }

let world: World
let owner: Person
let organization: TestOrganization
let admin: Member
let lead: Member
let mate: Member
let viewer: Member
let params: { orgId: string }

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson({ name: 'Olga Owner' })
  organization = await world.newOrganization(owner)
  params = { orgId: organization.id }
  admin = await world.addMember(organization, 'admin', 'Ada Admin')
  lead = await world.addMember(organization, 'member', 'Lea Lead')
  mate = await world.addMember(organization, 'member', 'Max Mate')
  viewer = await world.addMember(organization, 'viewer', 'Vi Viewer')
})
afterAll(() => world.close())

let counter = 0
const newSlug = () => {
  counter += 1
  return `crew-${counter}`
}

/** A team that `lead` owns and `mate` is in; the admin made it and left. */
const newTeam = async () => {
  const slug = newSlug()
  const made = await world.must(createTeam, {
    as: admin,
    params,
    body: { name: `Crew ${slug}`, slug, member_ids: [lead.memberId, mate.memberId] },
  })
  const teamParams = { ...params, teamId: made.id }
  const leadParams = { ...teamParams, memberId: lead.memberId }
  await world.must(changeTeamRole, { as: admin, params: leadParams, body: { role: 'owner' } })
  await world.must(removeTeamMember, { as: admin, params: { ...teamParams, memberId: admin.memberId } })
  return { ...made, params: teamParams }
}

describe('the roles of seed 000', () => {
  it('lets OWNERs of a team and admins manage it, MEMBERs and others not', async () => {
    const outsider = await world.newPerson()
    const expected = [
      { who: 'owner', as: owner, status: 200 },
      { who: 'admin', as: admin, status: 200 },
      { who: 'team owner', as: lead, status: 200 },
      { who: 'team member', as: mate, status: 403 },
      { who: 'viewer', as: viewer, status: 403 },
      { who: 'outsider', as: outsider, status: 404 },
      { who: 'stranger', as: '', status: 401 },
    ]
    const team = await newTeam()
    const member = { ...team.params, memberId: mate.memberId }
    for (const { who, as, status } of expected) {
      const caller = as === '' ? {} : { as }
      const given = { ...caller, params: team.params }
      const edit = await world.call(updateTeam, { ...given, body: { description: `By ${who}` } })
      const demote = await world.call(changeTeamRole, { ...caller, params: member, body: { role: 'member' } })
      const list = await world.call(listTeamInvitations, given)
      const add = await world.call(addTeamMember, { ...given, body: { member_id: viewer.memberId } })
      const remove = await world.call(removeTeamMember, {
        ...caller,
        params: { ...team.params, memberId: viewer.memberId },
      })
      const invite = await world.call(inviteToTeam, { ...given, body: { member_id: mate.memberId } })
      const statuses = [edit, demote, list].map((answer) => answer.status)
      expect(statuses, who).toEqual([status, status, status])
      expect(add.status, who).toBe(status === 200 ? 201 : status)
      if (as !== viewer) expect(remove.status, who).toBe(status)
      expect(invite.status, who).toBe(status === 200 ? 409 : status)
    }
  })

  it('creates and deletes by permission of the organization', async () => {
    const team = await newTeam()
    for (const as of [lead, mate, viewer]) {
      const body = { name: 'Nope', slug: newSlug() }
      expect((await world.call(createTeam, { as, params, body })).status).toBe(403)
      const answer = await world.call(deleteTeam, { as, params: team.params })
      expect([answer.status, answer.error?.details['permission']]).toEqual([403, 'team.delete_teams'])
    }
    await world.must(deleteTeam, { as: admin, params: team.params })
    for (const contract of [getTeam, deleteTeam, listTeamInvitations]) {
      expect((await world.call(contract, { as: admin, params: team.params })).status).toBe(404)
    }
  })

  it('tells each person what they may do', async () => {
    const team = await newTeam()
    const seen = async (as: Person) => {
      const { your_role, can, members } = await world.must(getTeam, { as, params: team.params })
      expect(members.map((member) => member.name).sort()).toEqual(['Lea Lead', 'Max Mate'])
      return { your_role, ...can }
    }
    const nothing = { update: false, delete: false, manage_members: false, leave: false }
    expect(await seen(lead)).toEqual({
      ...nothing,
      your_role: 'owner',
      update: true,
      manage_members: true,
      leave: true,
    })
    expect(await seen(mate)).toEqual({ ...nothing, your_role: 'member', leave: true })
    expect(await seen(viewer)).toEqual({ ...nothing, your_role: null })
    const all = { update: true, delete: true, manage_members: true, leave: false }
    expect(await seen(admin)).toEqual({ ...all, your_role: null })
  })
})

describe('members of a team', () => {
  it('keeps an owner among its owners; admins take over where they must', async () => {
    const team = await newTeam()
    const leadParams = { ...team.params, memberId: lead.memberId }
    const leave = await world.call(removeTeamMember, { as: lead, params: leadParams })
    expect([leave.status, leave.error?.code]).toEqual([409, 'last_team_owner'])
    const demote = await world.call(changeTeamRole, {
      as: lead,
      params: leadParams,
      body: { role: 'member' },
    })
    expect(demote.error?.code).toBe('last_team_owner')
    const mateParams = { ...team.params, memberId: mate.memberId }
    await world.must(changeTeamRole, { as: lead, params: mateParams, body: { role: 'owner' } })
    expect((await world.must(removeTeamMember, { as: lead, params: leadParams })).message).toContain(
      'You left',
    )
    await world.must(removeTeamMember, { as: admin, params: mateParams })
    await world.must(updateTeam, {
      as: admin,
      params: team.params,
      body: { description: 'Run by admins now' },
    })
    expect(
      (await world.call(updateTeam, { as: mate, params: team.params, body: { description: '' } })).status,
    ).toBe(403)
  })

  it('lets two owners leave at once only so that one stays', async () => {
    const team = await newTeam()
    const mateParams = { ...team.params, memberId: mate.memberId }
    await world.must(changeTeamRole, { as: admin, params: mateParams, body: { role: 'owner' } })
    const answers = await Promise.all([
      world.call(removeTeamMember, { as: lead, params: { ...team.params, memberId: lead.memberId } }),
      world.call(removeTeamMember, { as: mate, params: mateParams }),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
  })

  it('takes only active members of the same organization, once', async () => {
    const team = await newTeam()
    const other = await world.newOrganization(await world.newPerson())
    const foreign = await world.addMember(other)
    const former = await world.addMember(organization)
    await world.must(removeMember, { as: owner, params: { ...params, memberId: former.memberId } })
    for (const member_id of [foreign.memberId, former.memberId]) {
      const answer = await world.call(addTeamMember, { as: lead, params: team.params, body: { member_id } })
      expect(answer.status).toBe(404)
      const slug = newSlug()
      const body = { name: slug, slug, member_ids: [member_id] }
      expect((await world.call(createTeam, { as: admin, params, body })).status).toBe(404)
    }
    const again = { as: lead, params: team.params, body: { member_id: mate.memberId } }
    expect((await world.call(addTeamMember, again)).error?.code).toBe('already_in_team')
    const elsewhere = { as: other.owner, params: { orgId: other.id, teamId: team.id } }
    expect((await world.call(getTeam, elsewhere)).status).toBe(404)
    expect((await world.call(updateTeam, { ...elsewhere, body: { name: 'Mine' } })).status).toBe(404)
    expect((await world.call(deleteTeam, elsewhere)).status).toBe(404)
    expect(
      (await world.call(addTeamMember, { ...elsewhere, body: { member_id: foreign.memberId } })).status,
    ).toBe(404)
    expect((await world.must(getTeam, { as: lead, params: team.params })).name).toBe(team.name)
  })

  it('goes on without a member who left the organization', async () => {
    const team = await newTeam()
    const leaver = await world.addMember(organization)
    const body = { member_id: leaver.memberId, role: 'owner' as const }
    await world.must(addTeamMember, { as: lead, params: team.params, body })
    await world.must(removeMember, { as: owner, params: { ...params, memberId: leaver.memberId } })
    const seen = await world.must(getTeam, { as: lead, params: team.params })
    expect(seen.member_count).toBe(2)
    expect(seen.members.find((member) => member.member_id === leaver.memberId)?.is_active ?? false).toBe(
      false,
    )
    const last = await world.call(removeTeamMember, {
      as: lead,
      params: { ...team.params, memberId: lead.memberId },
    })
    expect(last.error?.code).toBe('last_team_owner')
  })
})

describe('names, slugs and limits', () => {
  it('refuses taken and reserved slugs, taken names and personal workspaces', async () => {
    const team = await newTeam()
    const other = await world.newOrganization(await world.newPerson())
    const create = (body: { name: string; slug: string }, where = organization) =>
      world.call(createTeam, { as: where.owner, params: { orgId: where.id }, body })
    const taken = await create({ name: 'Elsewhere', slug: team.slug.toUpperCase() }, other)
    expect([taken.status, taken.error?.code]).toEqual([409, 'slug_taken'])
    for (const slug of [
      'dashboard',
      'API',
      'invite',
      'operator',
      'no spaces',
      'a',
      '-x',
      'ünï',
      '<b>',
      'x'.repeat(49),
    ]) {
      expect((await create({ name: 'Bad slug', slug })).status, slug).toBe(400)
    }
    const name = await create({ name: team.name.toUpperCase(), slug: newSlug() })
    expect([name.status, name.error?.code]).toEqual([409, 'name_taken'])
    const { workspaces } = await world.must(getMe, { as: owner })
    const home = workspaces.find((workspace) => workspace.kind === 'personal')
    const personal = await world.call(createTeam, {
      as: owner,
      params: { orgId: home?.id ?? '' },
      body: { name: 'Me', slug: newSlug() },
    })
    expect(personal.error?.code).toBe('personal_workspace')
  })

  it('moves to a new slug and frees the old one', async () => {
    const [first, second] = [await newTeam(), await newTeam()]
    const clash = await world.call(updateTeam, {
      as: lead,
      params: first.params,
      body: { slug: second.slug },
    })
    expect(clash.error?.code).toBe('slug_taken')
    const slug = newSlug()
    const moved = await world.must(updateTeam, {
      as: lead,
      params: first.params,
      body: { slug, name: 'Moved' },
    })
    expect(moved).toMatchObject({
      slug,
      name: 'Moved',
      public_url: expect.stringMatching(new RegExp(`/${slug}$`)),
    })
    await world.must(updateTeam, { as: lead, params: second.params, body: { slug: first.slug } })
  })

  it('gives one slug to one of many who ask at once, and stops at the plan', async () => {
    const slug = newSlug()
    const others = []
    for (let index = 0; index < 5; index++) others.push(await world.newOrganization(await world.newPerson()))
    const answers = await Promise.all(
      others.map((other) =>
        world.call(createTeam, {
          as: other.owner,
          params: { orgId: other.id },
          body: { name: 'Race', slug },
        }),
      ),
    )
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
    expect(answers.filter((answer) => answer.error?.code === 'slug_taken')).toHaveLength(4)

    const starter = await world.newOrganization(await world.newPerson(), { plan: 'starter' })
    const many = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        world.call(createTeam, {
          as: starter.owner,
          params: { orgId: starter.id },
          body: { name: `Team ${index}`, slug: newSlug() },
        }),
      ),
    )
    expect(many.filter((answer) => answer.status === 201)).toHaveLength(5)
    expect(many.filter((answer) => answer.error?.code === 'limit_reached')).toHaveLength(7)
    await world.onPlan(starter, 'free')
    const free = { as: starter.owner, params: { orgId: starter.id }, body: { name: 'More', slug: newSlug() } }
    expect((await world.call(createTeam, free)).error?.code).toBe('feature_not_in_plan')
  })

  it('lists by name, searches without wildcards, and tells mine from others', async () => {
    const team = await newTeam()
    const own = await world.must(listTeams, { as: lead, params, query: { mine: 'true', limit: 200 } })
    expect(own.data.some((row) => row.id === team.id)).toBe(true)
    const others = await world.must(listTeams, { as: viewer, params, query: { mine: 'true' } })
    expect(others.total).toBe(0)
    expect((await world.must(listTeams, { as: viewer, params, query: { search: '%' } })).total).toBe(0)
    expect(
      (await world.must(listTeams, { as: viewer, params, query: { search: team.slug } })).total,
    ).toBeGreaterThan(0)
    expect((await world.call(listTeams, { params })).status).toBe(401)
  })
})
