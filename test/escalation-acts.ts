import { expect } from 'vitest'
import { createServiceKey } from '#server/identity/api-keys/organization-keys.ts'
import { hashToken } from '#server/kernel/secrets.ts'
import { acceptInvitation } from '#server/organizations/accept-invitation.ts'
import { changeMemberRole } from '#server/organizations/change-member-role.ts'
import { createInvitation } from '#server/organizations/create-invitation.ts'
import { createRole } from '#server/organizations/create-role.ts'
import { deleteRole } from '#server/organizations/delete-role.ts'
import { reactivateMember } from '#server/organizations/reactivate-member.ts'
import { removeMember } from '#server/organizations/remove-member.ts'
import { resendInvitation } from '#server/organizations/resend-invitation.ts'
import { updateRole } from '#server/organizations/update-role.ts'
import {
  type Call,
  type Model,
  mayHandOut,
  NOTHING,
  type Of,
  type Outcome,
  type Power,
  pick,
  powersOf,
} from './escalation-model.ts'
import { keyActorOf, verdictOf } from './ground.ts'

export const look = { description: '', icon: 'user' as const, color: '#0f766e' }
let names = 0
export const nextName = (): string => {
  names += 1
  return `Role ${names}`
}

export const acts = {
  async create(model: Model, power: Power, input: Of<'create'>): Promise<Outcome> {
    const isAllowed =
      power.permissions.has('team.manage_permissions') && mayHandOut(power, input.level, input.permissions)
    let id = ''
    const verdict = await verdictOf(
      model.ground.within(power.actor, model.orgId, async (ctx) => {
        const { level, permissions } = input
        id = (await createRole(ctx, { ...look, name: nextName(), level, permissions })).id
      }),
    )
    if (verdict === 'ok')
      model.roles.push({ id, level: input.level, permissions: new Set(input.permissions), isGone: false })
    return { isAllowed, verdict }
  },

  async edit(model: Model, power: Power, input: Of<'edit'>): Promise<Outcome> {
    const role = pick(model.roles, input.role)
    if (role === undefined) return NOTHING
    const level = input.level ?? role.level
    const permissions = new Set(input.permissions ?? role.permissions)
    const isAllowed =
      power.permissions.has('team.manage_permissions') &&
      !role.isGone &&
      power.member?.role !== role &&
      mayHandOut(power, role.level, role.permissions) &&
      mayHandOut(power, level, permissions)
    const changes = { level: input.level, permissions: input.permissions }
    const verdict = await verdictOf(
      model.ground.within(power.actor, model.orgId, (ctx) => updateRole(ctx, { roleId: role.id, changes })),
    )
    if (verdict === 'ok') Object.assign(role, { level, permissions })
    return { isAllowed, verdict }
  },

  async delete(model: Model, power: Power, input: Of<'delete'>): Promise<Outcome> {
    const role = pick(model.roles, input.role)
    if (role === undefined) return NOTHING
    const isUsed =
      model.members.some((member) => member.isActive && member.role === role) ||
      model.invitations.some((invitation) => invitation.isPending && invitation.role === role)
    const isAllowed =
      power.permissions.has('team.manage_permissions') &&
      !role.isGone &&
      !isUsed &&
      mayHandOut(power, role.level, role.permissions)
    const verdict = await verdictOf(
      model.ground.within(power.actor, model.orgId, (ctx) => deleteRole(ctx, role.id)),
    )
    if (verdict === 'ok') role.isGone = true
    return { isAllowed, verdict }
  },

  async assign(model: Model, power: Power, input: Of<'assign'>): Promise<Outcome> {
    const [role, member] = [pick(model.roles, input.role), pick(model.members, input.member)]
    if (role === undefined || member === undefined) return NOTHING
    const isAllowed =
      power.permissions.has('team.change_role') &&
      member !== power.member &&
      member.isActive &&
      member.role.level < power.level &&
      !role.isGone &&
      mayHandOut(power, role.level, role.permissions)
    const verdict = await verdictOf(
      model.ground.within(power.actor, model.orgId, (ctx) =>
        changeMemberRole(ctx, { memberId: member.id, roleId: role.id }),
      ),
    )
    if (verdict === 'ok') member.role = role
    return { isAllowed, verdict }
  },

  async invite(model: Model, power: Power, input: Of<'invite'>): Promise<Outcome> {
    const role = pick(model.roles, input.role)
    if (role === undefined) return NOTHING
    const isAllowed =
      power.permissions.has('team.invite') && !role.isGone && mayHandOut(power, role.level, role.permissions)
    const guest = await model.ground.newPerson()
    const terms = { email: guest.email, role_id: role.id, message: '', team_ids: [] }
    let sent = { id: '', accept_url: null as string | null }
    const verdict = await verdictOf(
      model.ground.within(power.actor, model.orgId, async (ctx) => {
        sent = await createInvitation(ctx, terms)
      }),
    )
    const token = new URL(sent.accept_url ?? 'http://none').searchParams.get('token') ?? ''
    if (verdict === 'ok') model.invitations.push({ id: sent.id, email: guest, token, role, isPending: true })
    return { isAllowed, verdict }
  },

  async resend(model: Model, power: Power, input: Of<'resend'>): Promise<Outcome> {
    const invitation = pick(model.invitations, input.invitation)
    if (invitation === undefined) return NOTHING
    const { role } = invitation
    const isAllowed =
      power.permissions.has('team.invite') &&
      invitation.isPending &&
      mayHandOut(power, role.level, role.permissions)
    const verdict = await verdictOf(
      model.ground.within(power.actor, model.orgId, async (ctx) => {
        const sent = await resendInvitation(ctx, invitation.id)
        invitation.token = new URL(sent.accept_url ?? '').searchParams.get('token') ?? ''
      }),
    )
    return { isAllowed, verdict }
  },

  async make_key(model: Model, power: Power, input: Of<'make_key'>): Promise<Outcome> {
    const scopes = [...input.permissions]
    const isAllowed =
      power.permissions.has('api_keys.create') &&
      mayHandOut(power, power.level - 1, scopes) &&
      power.level > 0
    let id = ''
    const verdict = await verdictOf(
      model.ground.within(power.actor, model.orgId, async (ctx) => {
        const made = await createServiceKey(ctx, { name: 'Key', expires_in_days: null, scopes })
        expect(hashToken(made.secret)).not.toBe(made.secret)
        id = made.id
      }),
    )
    if (verdict === 'ok')
      model.keys.push({
        actor: keyActorOf(id, model.orgId),
        level: power.level - 1,
        permissions: new Set(scopes),
      })
    return { isAllowed, verdict }
  },

  async remove(model: Model, power: Power, input: Of<'remove'>): Promise<Outcome> {
    const member = pick(model.members, input.member)
    if (member === undefined) return NOTHING
    const isAllowed =
      power.permissions.has('team.remove') &&
      member !== power.member &&
      member.isActive &&
      member.role.level < power.level
    const verdict = await verdictOf(
      model.ground.within(power.actor, model.orgId, (ctx) => removeMember(ctx, { memberId: member.id })),
    )
    if (verdict === 'ok') member.isActive = false
    return { isAllowed, verdict }
  },

  async reactivate(model: Model, power: Power, input: Of<'reactivate'>): Promise<Outcome> {
    const former = model.members.filter((candidate) => !candidate.isActive)
    const member = pick(former.length === 0 ? model.members : former, input.member)
    if (member === undefined) return NOTHING
    const given = input.role === undefined ? undefined : pick(model.roles, input.role)
    const role = given ?? member.role
    // A removed member's role may be deleted: then they would come back as VIEWER, which nobody here may hand out.
    const isAllowed =
      power.permissions.has('users.reactivate') &&
      !member.isActive &&
      !role.isGone &&
      mayHandOut(power, role.level, role.permissions)
    const verdict = await verdictOf(
      model.ground.within(power.actor, model.orgId, (ctx) =>
        reactivateMember(ctx, { memberId: member.id, roleId: given?.id }),
      ),
    )
    if (verdict === 'ok') Object.assign(member, { isActive: true, role })
    return { isAllowed, verdict }
  },
}

const accept = async (model: Model, input: Of<'accept'>): Promise<Outcome> => {
  const invitation = pick(model.invitations, input.invitation)
  if (invitation === undefined) return NOTHING
  const isAllowed = invitation.isPending
  const verdict = await verdictOf(
    model.ground.asPerson(invitation.email, (ctx) => acceptInvitation(ctx, invitation.token)),
  )
  if (verdict === 'ok') {
    invitation.isPending = false
    const { id } = await model.ground.runtime.ownerDatabase.kysely
      .selectFrom('members')
      .select('id')
      .where('organization_id', '=', model.orgId)
      .where('user_id', '=', invitation.email.id)
      .executeTakeFirstOrThrow()
    model.members.push({ id, person: invitation.email, role: invitation.role, isActive: true })
  }
  return { isAllowed, verdict }
}

/** Does the call for real and asks the model. */
export const perform = (model: Model, input: Call): Promise<Outcome> => {
  if (input.kind === 'accept') return accept(model, input)
  const power = pick(powersOf(model), input.by)
  if (power === undefined) return Promise.resolve(NOTHING)
  // One entry for each kind: the table's own types keep act and input together.
  const act = acts[input.kind] as (m: Model, p: Power, i: Call) => Promise<Outcome>
  return act(model, power, input)
}
