import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  acceptInvitation,
  acceptInvitationWithSignUp,
  rejectInvitation,
  viewInvitation,
} from '#shared/contract/invitations.ts'
import { removeMember } from '#shared/contract/members.ts'
import {
  cancelTeamInvitation,
  createTeam,
  getTeam,
  inviteToTeam,
  listTeamInvitations,
  resendTeamInvitation,
} from '#shared/contract/teams.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'

type Member = Person & { memberId: string }

let world: World
let organization: TestOrganization
let lead: Member
let invited: Member
let teamParams: { orgId: string; teamId: string }
let counter = 0

beforeAll(async () => {
  world = await newWorld()
  organization = await world.newOrganization(await world.newPerson({ name: 'Olga Owner' }))
  lead = await world.addMember(organization, 'admin', 'Lea Lead')
  const params = { orgId: organization.id }
  const team = await world.must(createTeam, { as: lead, params, body: { name: 'Crew', slug: 'crew' } })
  teamParams = { ...params, teamId: team.id }
})
afterAll(() => world.close())

const tokenOf = (link: string | null) => new URL(link ?? '').searchParams.get('token') ?? ''

const invite = async () => {
  counter += 1
  invited = await world.addMember(organization, 'member', `Guest ${counter}`)
  const body = { member_id: invited.memberId }
  const sent = await world.must(inviteToTeam, { as: lead, params: teamParams, body })
  return { ...sent, token: tokenOf(sent.accept_url), params: { ...teamParams, invitationId: sent.id } }
}

const isInTeam = async (member: Member): Promise<boolean> => {
  const { members } = await world.must(getTeam, { as: lead, params: teamParams })
  return members.some((row) => row.member_id === member.memberId)
}

it('adds a member to a team by an invitation that only they can accept', async () => {
  const sent = await invite()
  const { token } = sent
  const [mail] = (await world.mailsTo(invited.email)).slice(-1)
  expect(mail?.template).toBe('team_invitation')
  expect(mail?.links).toContain(sent.accept_url)
  const view = await world.must(viewInvitation, { body: { token } })
  expect(view).toMatchObject({ kind: 'team', team: { name: 'Crew' }, has_account: true, is_for_you: null })
  expect((await world.call(acceptInvitation, { body: { token } })).status).toBe(401)
  const wrong = await world.call(acceptInvitation, { as: organization.owner, body: { token } })
  expect([wrong.status, wrong.error?.code]).toEqual([409, 'wrong_account'])
  const signUp = await world.call(acceptInvitationWithSignUp, {
    body: { token, name: 'Eve', password: 'a long enough password' },
  })
  expect(signUp.status).toBe(404)
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => world.call(acceptInvitation, { as: invited, body: { token } })),
  )
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
  expect(answers.find((answer) => answer.status === 200)?.body.team).toMatchObject({ slug: 'crew' })
  expect(await isInTeam(invited)).toBe(true)
  const again = await world.call(acceptInvitation, { as: invited, body: { token } })
  expect(again.error?.code).toBe('invitation_used')
  expect((await world.call(viewInvitation, { body: { token } })).error?.code).toBe('invitation_not_found')
  const twice = await world.call(inviteToTeam, {
    as: lead,
    params: teamParams,
    body: { member_id: invited.memberId },
  })
  expect([twice.status, twice.error?.code]).toEqual([409, 'already_in_team'])
})

it('keeps one pending invitation of many sent at once', async () => {
  const member = await world.addMember(organization)
  const request = { as: lead, params: teamParams, body: { member_id: member.memberId } }
  const answers = await Promise.all(Array.from({ length: 8 }, () => world.call(inviteToTeam, request)))
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
  expect(answers.filter((answer) => answer.error?.code === 'invitation_exists')).toHaveLength(7)
})

it('expires by the clock, is sent again with a new link, and ends by cancelling', async () => {
  const { token, params } = await invite()
  world.clock.advance({ days: 8 })
  const late = await world.call(acceptInvitation, { as: invited, body: { token } })
  expect(late.error?.code).toBe('invitation_expired')
  const { data } = await world.must(listTeamInvitations, { as: lead, params: teamParams })
  expect(data.find((row) => row.id === params.invitationId)?.status).toBe('expired')
  const again = await world.must(resendTeamInvitation, { as: lead, params })
  expect((await world.call(viewInvitation, { body: { token } })).status).toBe(404)
  expect(await world.must(cancelTeamInvitation, { as: lead, params })).toMatchObject({ status: 'cancelled' })
  const told = await world.call(acceptInvitation, { as: invited, body: { token: tokenOf(again.accept_url) } })
  expect(told.error?.code).toBe('invitation_cancelled')
  for (const contract of [resendTeamInvitation, cancelTeamInvitation]) {
    const answer = await world.call(contract, { as: lead, params })
    expect([answer.status, answer.error?.code]).toEqual([409, 'invitation_not_pending'])
  }
  expect(await isInTeam(invited)).toBe(false)
})

it('is declined without a sign-in', async () => {
  const { token } = await invite()
  await world.must(rejectInvitation, { body: { token } })
  const told = await world.call(acceptInvitation, { as: invited, body: { token } })
  expect(told.error?.code).toBe('invitation_rejected')
})

it('is dead once the member is removed from the organization', async () => {
  const { token } = await invite()
  const params = { orgId: organization.id, memberId: invited.memberId }
  await world.must(removeMember, { as: organization.owner, params })
  expect((await world.call(viewInvitation, { as: invited, body: { token } })).status).toBe(404)
  expect((await world.call(acceptInvitation, { as: invited, body: { token } })).status).toBe(404)
})

it('is sent, listed and ended by those who manage the team alone', async () => {
  const { params } = await invite()
  const other = await world.newOrganization(await world.newPerson())
  const foreign = { orgId: other.id, teamId: teamParams.teamId, invitationId: params.invitationId }
  for (const contract of [resendTeamInvitation, cancelTeamInvitation]) {
    expect((await world.call(contract, { as: invited, params })).status).toBe(403)
    expect((await world.call(contract, { params })).status).toBe(401)
    expect((await world.call(contract, { as: other.owner, params: foreign })).status).toBe(404)
    expect((await world.call(contract, { as: other.owner, params })).status).toBe(404)
  }
  const body = { member_id: lead.memberId }
  expect((await world.call(inviteToTeam, { as: other.owner, params: foreign, body })).status).toBe(404)
  expect((await world.call(listTeamInvitations, { as: other.owner, params: foreign })).status).toBe(404)
})
