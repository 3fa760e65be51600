import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  acceptInvitation,
  acceptInvitationWithSignUp,
  acceptMyInvitation,
  cancelInvitation,
  createInvitation,
  createInvitations,
  listInvitations,
  listMyInvitations,
  rejectInvitation,
  resendInvitation,
  viewInvitation,
} from '#shared/contract/invitations.ts'
import { listMembers, removeMember } from '#shared/contract/members.ts'
import { deleteOrganization, getMe, updateOrganization } from '#shared/contract/organizations.ts'
import { createTeam, getTeam } from '#shared/contract/teams.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'

let world: World
let owner: Person
let organization: TestOrganization

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson({ name: 'Olga Owner' })
  organization = await world.newOrganization(owner)
})
afterAll(() => world.close())

let counter = 0
const newEmail = () => {
  counter += 1
  return `guest-${counter}@example.com`
}
const tokenOf = (link: string | null) => new URL(link ?? '').searchParams.get('token') ?? ''
const PASSWORD = 'a long enough password'

const invite = async (email: string, roleKey = 'member', where = organization, as: Person = where.owner) => {
  const role_id = await world.roleId(where, roleKey)
  const sent = await world.must(createInvitation, {
    as,
    params: { orgId: where.id },
    body: { email, role_id },
  })
  return { ...sent, token: tokenOf(sent.accept_url) }
}

describe('inviting', () => {
  it('mails a link that is shown once to the inviter where no SMTP server is set', async () => {
    const email = newEmail()
    const sent = await invite(`  ${email.toUpperCase()} `)
    expect(sent).toMatchObject({ email, status: 'pending', can: { resend: true, cancel: true } })
    expect(sent.token.length).toBeGreaterThanOrEqual(43)
    const [mail] = await world.mailsTo(email)
    expect(mail?.template).toBe('invitation')
    expect(mail?.links).toContain(sent.accept_url)
    const { data } = await world.must(listInvitations, {
      as: owner,
      params: { orgId: organization.id },
      query: { search: email },
    })
    expect(data).toHaveLength(1)
    expect(JSON.stringify(data)).not.toContain(sent.token)
    expect(data[0]).toMatchObject({
      role: { key: 'member' },
      invited_by: { id: owner.id, name: 'Olga Owner' },
    })
  })

  it('answers 400, 401, 403 and 404', async () => {
    const params = { orgId: organization.id }
    const role_id = await world.roleId(organization, 'member')
    const body = { email: newEmail(), role_id }
    expect((await world.call(createInvitation, { params, body })).status).toBe(401)
    for (const email of [
      'no address',
      '',
      `${'a'.repeat(250)}@example.com`,
      'a@b\u0000.com',
      'a@b.com\nBcc: c@d.com',
    ]) {
      const answer = await world.call(createInvitation, { as: owner, params, body: { email, role_id } })
      expect(answer.status, email).toBe(400)
    }
    const member = await world.addMember(organization)
    const refused = await world.call(createInvitation, { as: member, params, body })
    expect([refused.status, refused.error?.details['permission']]).toEqual([403, 'team.invite'])
    const stranger = await world.newPerson()
    expect((await world.call(createInvitation, { as: stranger, params, body })).status).toBe(404)
    const other = await world.newOrganization(stranger)
    const foreignRole = await world.roleId(other, 'member')
    const withForeignRole = { email: newEmail(), role_id: foreignRole }
    expect((await world.call(createInvitation, { as: owner, params, body: withForeignRole })).status).toBe(
      404,
    )
    const foreign = await invite(newEmail(), 'member', other)
    for (const contract of [resendInvitation, cancelInvitation]) {
      const answer = await world.call(contract, {
        as: owner,
        params: { ...params, invitationId: foreign.id },
      })
      expect(answer.status).toBe(404)
      expect((await world.call(contract, { params: { ...params, invitationId: foreign.id } })).status).toBe(
        401,
      )
      const byMember = await world.call(contract, {
        as: member,
        params: { ...params, invitationId: foreign.id },
      })
      expect(byMember.status).toBe(403)
    }
  })

  it('refuses a second pending invitation, members, higher roles, personal workspaces and unverified inviters', async () => {
    const email = newEmail()
    await invite(email)
    const params = { orgId: organization.id }
    const role_id = await world.roleId(organization, 'member')
    const again = await world.call(createInvitation, { as: owner, params, body: { email, role_id } })
    expect([again.status, again.error?.code]).toEqual([409, 'invitation_exists'])
    expect(again.error?.message).toBe('Invitation already sent to this email')

    const admin = await world.addMember(organization, 'admin')
    const member = await world.call(createInvitation, {
      as: owner,
      params,
      body: { email: admin.email, role_id },
    })
    expect(member.error?.code).toBe('already_member')
    for (const [as, key] of [
      [admin, 'admin'],
      [owner, 'owner'],
    ] as const) {
      const higher = { email: newEmail(), role_id: await world.roleId(organization, key) }
      const answer = await world.call(createInvitation, { as, params, body: higher })
      expect([answer.status, answer.error?.code]).toEqual([403, 'role_not_below_yours'])
    }
    const { workspaces } = await world.must(getMe, { as: owner })
    const home = workspaces.find((workspace) => workspace.kind === 'personal')
    const personal = await world.call(createInvitation, {
      as: owner,
      params: { orgId: home?.id ?? '' },
      body: { email: newEmail(), role_id },
    })
    expect([personal.status, personal.error?.code]).toEqual([403, 'personal_workspace'])
    const unverified = await world.newPerson({ isVerified: false })
    const own = await world.newOrganization(unverified)
    const body = { email: newEmail(), role_id: await world.roleId(own, 'viewer') }
    const answer = await world.call(createInvitation, { as: unverified, params: { orgId: own.id }, body })
    expect([answer.status, answer.error?.code]).toEqual([403, 'email_unverified'])
  })

  it('lets MEMBERs invite below their own role where the setting allows, and manage only their own', async () => {
    const founder = await world.newPerson()
    const open = await world.newOrganization(founder)
    const params = { orgId: open.id }
    const member = await world.addMember(open)
    const foreign = await invite(newEmail(), 'viewer', open)
    await world.must(updateOrganization, {
      as: founder,
      params,
      body: { settings: { allowMembersToInvite: true } },
    })
    const sent = await invite(newEmail(), 'viewer', open, member)
    const equal = { email: newEmail(), role_id: await world.roleId(open, 'member') }
    expect((await world.call(createInvitation, { as: member, params, body: equal })).status).toBe(403)
    const { data } = await world.must(listInvitations, { as: member, params })
    expect(data.map((invitation) => invitation.id)).toEqual([sent.id])
    const cancel = (id: string) =>
      world.call(cancelInvitation, { as: member, params: { ...params, invitationId: id } })
    expect((await cancel(foreign.id)).status).toBe(404)
    expect((await cancel(sent.id)).status).toBe(200)
    const viewer = await world.addMember(open, 'viewer')
    const body = { email: newEmail(), role_id: equal.role_id }
    expect((await world.call(createInvitation, { as: viewer, params, body })).status).toBe(403)
  })

  it('invites many at once: a result for each line, a bad one harms no other', async () => {
    const [first, second] = [newEmail(), newEmail()]
    const params = { orgId: organization.id }
    const role_id = await world.roleId(organization, 'viewer')
    const emails = [first, 'not an address', first.toUpperCase(), owner.email, second]
    const { results } = await world.must(createInvitations, { as: owner, params, body: { emails, role_id } })
    expect(results.map((result) => result.error?.code ?? 'sent')).toEqual([
      'sent',
      'invalid_input',
      'invitation_exists',
      'already_member',
      'sent',
    ])
    expect((await world.mailsTo(second))[0]?.template).toBe('invitation')
    const tooMany = Array.from({ length: 51 }, newEmail)
    expect(
      (await world.call(createInvitations, { as: owner, params, body: { emails: tooMany, role_id } })).status,
    ).toBe(400)
  })

  it('stops at the seats of the plan, pending ones counted, and at the monthly quota', async () => {
    const small = await world.newOrganization(await world.newPerson())
    await world.onPlan(small, 'free')
    const params = { orgId: small.id }
    const role_id = await world.roleId(small, 'viewer')
    const emails = Array.from({ length: 6 }, newEmail)
    const { results } = await world.must(createInvitations, {
      as: small.owner,
      params,
      body: { emails, role_id },
    })
    expect(results.map((result) => result.error?.code ?? 'sent')).toEqual([
      ...Array.from({ length: 4 }, () => 'sent'),
      'limit_reached',
      'limit_reached',
    ])
    const invitationId = results[0]?.invitation?.id ?? ''
    await world.must(cancelInvitation, { as: small.owner, params: { ...params, invitationId } })
    await world.must(createInvitation, { as: small.owner, params, body: { email: newEmail(), role_id } })
  })
})

describe('resending and cancelling', () => {
  it('ends the old link, starts seven days anew, and revives an expired invitation', async () => {
    const invited = await world.newPerson()
    const sent = await invite(invited.email)
    const params = { orgId: organization.id, invitationId: sent.id }
    const again = await world.must(resendInvitation, { as: owner, params })
    expect((await world.call(acceptInvitation, { as: invited, body: { token: sent.token } })).status).toBe(
      404,
    )
    world.clock.advance({ days: 8 })
    const late = await world.call(acceptInvitation, {
      as: invited,
      body: { token: tokenOf(again.accept_url) },
    })
    expect([late.status, late.error?.code]).toEqual([409, 'invitation_expired'])
    const { data } = await world.must(listInvitations, {
      as: owner,
      params: { orgId: organization.id },
      query: { status: 'expired', search: invited.email },
    })
    expect(data[0]).toMatchObject({ id: sent.id, status: 'expired', can: { resend: true, cancel: false } })
    const revived = await world.must(resendInvitation, { as: owner, params })
    expect(revived.status).toBe('pending')
    await world.must(acceptInvitation, { as: invited, body: { token: tokenOf(revived.accept_url) } })
    const over = await world.call(resendInvitation, { as: owner, params })
    expect([over.status, over.error?.code]).toEqual([409, 'invitation_not_pending'])
  })

  it('lets a new invitation follow an expired one, after which the old one stays expired', async () => {
    const email = newEmail()
    const old = await invite(email)
    world.clock.advance({ days: 8 })
    await invite(email)
    const params = { orgId: organization.id, invitationId: old.id }
    const resent = await world.call(resendInvitation, { as: owner, params })
    expect(resent.error?.code).toBe('invitation_exists')
  })

  it('cancels once; the link is dead at once', async () => {
    const invited = await world.newPerson()
    const sent = await invite(invited.email)
    const params = { orgId: organization.id, invitationId: sent.id }
    expect(await world.must(cancelInvitation, { as: owner, params })).toMatchObject({ status: 'cancelled' })
    expect((await world.call(cancelInvitation, { as: owner, params })).error?.code).toBe(
      'invitation_not_pending',
    )
    expect((await world.call(viewInvitation, { body: { token: sent.token } })).status).toBe(404)
    const told = await world.call(acceptInvitation, { as: invited, body: { token: sent.token } })
    expect(told.error?.code).toBe('invitation_cancelled')
  })
})

describe('looking, accepting and declining', () => {
  it('shows a pending invitation to whoever has its link, and says for whom it is', async () => {
    const invited = await world.newPerson()
    const other = await world.newPerson()
    const { token } = await invite(invited.email)
    const signedOut = await world.must(viewInvitation, { body: { token } })
    expect(signedOut).toMatchObject({
      status: 'pending',
      has_account: true,
      is_for_you: null,
      role_name: 'Member',
    })
    expect((await world.must(viewInvitation, { as: other, body: { token } })).is_for_you).toBe(false)
    expect((await world.must(viewInvitation, { as: invited, body: { token } })).is_for_you).toBe(true)
    const wrong = await world.call(acceptInvitation, { as: other, body: { token } })
    expect([wrong.status, wrong.error?.code]).toEqual([409, 'wrong_account'])
    await world.must(acceptInvitation, { as: invited, body: { token } })
    const [mail] = (await world.mailsTo(owner.email)).slice(-1)
    expect(mail?.template).toBe('invitation_accepted')
    expect((await world.call(viewInvitation, { body: { token } })).error?.code).toBe('invitation_not_found')
    expect((await world.call(viewInvitation, { as: other, body: { token } })).status).toBe(404)
    expect((await world.call(acceptInvitation, { as: other, body: { token } })).status).toBe(404)
    expect(await world.must(viewInvitation, { as: invited, body: { token } })).toMatchObject({
      status: 'accepted',
    })
    const again = await world.call(acceptInvitation, { as: invited, body: { token } })
    expect(again.error?.code).toBe('invitation_used')
  })

  it('verifies the e-mail of an account that accepts, and asks for a sign-in', async () => {
    const invited = await world.newPerson({ isVerified: false })
    const { token } = await invite(invited.email)
    expect((await world.call(acceptInvitation, { body: { token } })).status).toBe(401)
    await world.must(acceptInvitation, { as: invited, body: { token } })
    expect((await world.must(getMe, { as: invited })).user.is_email_verified).toBe(true)
  })

  it('makes an account for a new person, verified, signed in and in the teams of the invitation', async () => {
    const email = newEmail()
    const params = { orgId: organization.id }
    const team = await world.must(createTeam, {
      as: owner,
      params,
      body: { name: 'Joiners', slug: 'joiners' },
    })
    const role_id = await world.roleId(organization, 'member')
    const body = { email, role_id, team_ids: [team.id] }
    const sent = await world.must(createInvitation, { as: owner, params, body })
    const token = tokenOf(sent.accept_url)
    const short = await world.call(acceptInvitationWithSignUp, {
      body: { token, name: 'Nina', password: 'short' },
    })
    expect(short.status).toBe(400)
    const answer = await world.call(acceptInvitationWithSignUp, {
      body: { token, name: 'Nina New', password: PASSWORD },
    })
    expect(answer.status).toBe(201)
    expect(String(answer.headers['set-cookie'])).toContain('session')
    const me = await world.must(getMe, { as: answer.body.token })
    expect(me.user).toMatchObject({ email, is_email_verified: true })
    expect(me.workspaces.map((workspace) => workspace.kind).sort()).toEqual(['organization', 'personal'])
    const { members } = await world.must(getTeam, { as: owner, params: { ...params, teamId: team.id } })
    expect(members.map((member) => member.email)).toContain(email)
    const again = await world.call(acceptInvitationWithSignUp, {
      body: { token, name: 'Eve', password: PASSWORD },
    })
    expect(again.status).toBe(404)
  })

  it('never touches an account that exists', async () => {
    const invited = await world.newPerson()
    const { token } = await invite(invited.email)
    const answer = await world.call(acceptInvitationWithSignUp, {
      body: { token, name: 'Eve', password: PASSWORD },
    })
    expect([answer.status, answer.error?.code]).toEqual([409, 'email_taken'])
    await world.must(acceptInvitation, { as: invited, body: { token } })
  })

  it('is declined without a sign-in, once', async () => {
    const invited = await world.newPerson()
    const { token } = await invite(invited.email)
    await world.must(rejectInvitation, { body: { token } })
    expect((await world.call(rejectInvitation, { body: { token } })).status).toBe(404)
    const told = await world.call(rejectInvitation, { as: invited, body: { token } })
    expect([told.status, told.error?.code]).toEqual([409, 'invitation_rejected'])
    const params = { orgId: organization.id }
    const { data } = await world.must(listInvitations, { as: owner, params, query: { status: 'rejected' } })
    expect(data.some((invitation) => invitation.email === invited.email)).toBe(true)
    await invite(invited.email)
  })

  it('answers hostile and unknown tokens alike', async () => {
    for (const token of ['x', 'a'.repeat(200), "' or 1=1 --", '\u202e\u0301', '../../etc/passwd']) {
      for (const contract of [viewInvitation, rejectInvitation]) {
        const answer = await world.call(contract, { body: { token } })
        expect([answer.status, answer.error?.code], token).toEqual([404, 'invitation_not_found'])
      }
    }
    for (const body of [
      { token: 'a'.repeat(201) },
      { token: '' },
      { token: 7 },
      { token: 'x\u0000' },
      { token: 'x', more: 1 },
    ]) {
      const answer = await world.call(viewInvitation, { body: body as { token: string } })
      expect(answer.status, JSON.stringify(body).slice(0, 30)).toBe(400)
    }
  })

  it('brings a former member back by a new invitation, with the new role and in no team', async () => {
    const former = await world.addMember(organization, 'admin')
    const params = { orgId: organization.id }
    await world.must(removeMember, { as: owner, params: { ...params, memberId: former.memberId } })
    const { token } = await invite(former.email, 'viewer')
    await world.must(acceptInvitation, { as: former, body: { token } })
    const { data } = await world.must(listMembers, { as: owner, params, query: { search: former.email } })
    expect(data[0]).toMatchObject({
      id: former.memberId,
      status: 'active',
      role: { key: 'viewer' },
      teams: [],
    })
  })

  it('lists and accepts my pending invitations by verified e-mail alone', async () => {
    const invited = await world.newPerson()
    const unverified = await world.newPerson({ isVerified: false })
    const mine = await invite(invited.email)
    const theirs = await invite(unverified.email)
    expect((await world.must(listMyInvitations, { as: unverified })).data).toEqual([])
    expect((await world.call(listMyInvitations)).status).toBe(401)
    const { data } = await world.must(listMyInvitations, { as: invited })
    expect(data).toMatchObject([{ id: mine.id, organization: { name: 'Acme' }, invited_by: 'Olga Owner' }])
    for (const [as, id] of [
      [invited, theirs.id],
      [unverified, theirs.id],
    ] as const) {
      const answer = await world.call(acceptMyInvitation, { as, params: { invitationId: id } })
      expect(answer.status).toBe(404)
    }
    await world.must(acceptMyInvitation, { as: invited, params: { invitationId: mine.id } })
    expect((await world.must(listMyInvitations, { as: invited })).data).toEqual([])
  })

  it('is out of reach once the organization is deleted', async () => {
    const doomed = await world.newOrganization(await world.newPerson())
    const invited = await world.newPerson()
    const { token, id } = await invite(invited.email, 'member', doomed)
    await world.must(deleteOrganization, { as: doomed.owner, params: { orgId: doomed.id } })
    expect((await world.call(viewInvitation, { as: invited, body: { token } })).status).toBe(404)
    expect((await world.call(acceptInvitation, { as: invited, body: { token } })).status).toBe(404)
    expect((await world.call(rejectInvitation, { body: { token } })).status).toBe(404)
    expect((await world.must(listMyInvitations, { as: invited })).data).toEqual([])
    expect((await world.call(acceptMyInvitation, { as: invited, params: { invitationId: id } })).status).toBe(
      404,
    )
  })
})
