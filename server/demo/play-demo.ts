import { signIn } from '#shared/contract/account.ts'
import {
  acceptInvitationWithSignUp,
  cancelInvitation,
  createInvitation,
  rejectInvitation,
} from '#shared/contract/invitations.ts'
import { changeMemberRole, listMembers, removeMember } from '#shared/contract/members.ts'
import { createOrganization, switchOrganization } from '#shared/contract/organizations.ts'
import { createProject, updateProject } from '#shared/contract/projects.ts'
import { createRole, listRoles } from '#shared/contract/roles.ts'
import { addTeamMember, createTeam } from '#shared/contract/teams.ts'
import type { Call } from './demo-client.ts'
import {
  DEMO_AUTHORS,
  DEMO_INVITATIONS,
  DEMO_ORGANIZATION,
  DEMO_PEOPLE,
  DEMO_PROJECTS,
  DEMO_ROLES,
  DEMO_TEAMS,
  demoEmail,
} from './demo-story.ts'
import { type PlayedLink, playLinks } from './play-links.ts'

interface Stage {
  email: string
  password: string
  passDays: (days: number) => void
}

interface Scene {
  call: Call
  as: string
  params: { orgId: string }
  password: string
  roleIds: Map<string, string>
}

const idOf = (ids: Map<string, string>, key: string): string => {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`The demo has no ${key}.`)
  return id
}

const tokenOf = (acceptUrl: string | null): string => new URL(acceptUrl ?? '').searchParams.get('token') ?? ''

const invite = async ({ call, as, params, roleIds }: Scene, email: string, role: string, message = '') =>
  call(createInvitation, { as, params, body: { email, role_id: idOf(roleIds, role), message } })

const joinAll = async (scene: Scene, passDays: Stage['passDays']): Promise<Map<string, string>> => {
  const { call, as, params, password } = scene
  for (const { name, role } of DEMO_PEOPLE) {
    const invited = await invite(scene, demoEmail(name), role)
    passDays(0.3)
    await call(acceptInvitationWithSignUp, { body: { token: tokenOf(invited.accept_url), name, password } })
    passDays(0.2)
  }
  const { data } = await call(listMembers, { as, params })
  return new Map(data.map((member) => [member.name, member.id]))
}

const makeTeams = async ({ call, as, params }: Scene, memberIds: Map<string, string>): Promise<void> => {
  for (const { key, ...team } of DEMO_TEAMS) {
    const made = await call(createTeam, { as, params, body: team })
    for (const { name } of DEMO_PEOPLE.filter(({ teams }) => teams.includes(key))) {
      await call(addTeamMember, {
        as,
        params: { ...params, teamId: made.id },
        body: { member_id: idOf(memberIds, name) },
      })
    }
  }
}

const makeProjects = async ({ call, as, params }: Scene): Promise<Map<string, string>> => {
  const ids = new Map<string, string>()
  for (const body of DEMO_PROJECTS) {
    const { id } = await call(createProject, { as, params, body })
    ids.set(body.name, id)
    if (body.name === 'Newsletter') {
      await call(updateProject, { as, params: { ...params, projectId: id }, body: { is_archived: true } })
    }
  }
  return ids
}

/** The founder and those of marketing make the links. */
const signInAuthors = async ({ call, as, password }: Scene): Promise<string[]> => {
  const authors = [as]
  for (const name of DEMO_AUTHORS) {
    const { token } = await call(signIn, { body: { email: demoEmail(name), password } })
    if (token !== null) authors.push(token)
  }
  return authors
}

const changeThings = async (
  { call, as, params, roleIds }: Scene,
  memberIds: Map<string, string>,
): Promise<void> => {
  const david = { ...params, memberId: idOf(memberIds, 'David Chen') }
  await call(changeMemberRole, { as, params: david, body: { role_id: idOf(roleIds, 'member') } })
  await call(changeMemberRole, { as, params: david, body: { role_id: idOf(roleIds, 'viewer') } })
}

/** Somebody who came and left, so that the list of inactive members is not empty. */
const removeOne = async (scene: Scene): Promise<void> => {
  const { call, as, params, password } = scene
  const invited = await invite(scene, demoEmail('Rex Moore'), 'member')
  await call(acceptInvitationWithSignUp, {
    body: { token: tokenOf(invited.accept_url), name: 'Rex Moore', password },
  })
  const { data } = await call(listMembers, { as, params })
  const rex = data.find((member) => member.name === 'Rex Moore')
  if (rex !== undefined) await call(removeMember, { as, params: { ...params, memberId: rex.id } })
}

const leaveInvitations = async (scene: Scene, passDays: Stage['passDays']): Promise<void> => {
  const { call, as, params } = scene
  for (const { name, end, message } of [...DEMO_INVITATIONS].sort((a) => (a.end === 'expired' ? -1 : 1))) {
    const sent = await invite(scene, `${name}@demo.example`, 'member', message)
    if (end === 'expired') passDays(8)
    if (end === 'cancelled') {
      await call(cancelInvitation, { as, params: { ...params, invitationId: sent.id } })
    }
    if (end === 'rejected') await call(rejectInvitation, { body: { token: tokenOf(sent.accept_url) } })
    passDays(0.2)
  }
}

/**
 * The demo's four weeks, step by step; `passDays` moves the time at which they happen. Answers the organization and
 * its links, for those who click them.
 */
export const playDemo = async (
  call: Call,
  { email, password, passDays }: Stage,
): Promise<{ organizationId: string; links: PlayedLink[] }> => {
  const { token } = await call(signIn, { body: { email, password } })
  const as = token ?? ''
  const { id } = await call(createOrganization, { as, body: { name: DEMO_ORGANIZATION, slug: 'northwind' } })
  const params = { orgId: id }
  await call(switchOrganization, { as, params })
  for (const { key, ...body } of DEMO_ROLES) {
    const role = await call(createRole, { as, params, body })
    if (role.key !== key) throw new Error(`The demo expected the role ${key}, not ${role.key}.`)
  }
  const roles = await call(listRoles, { as, params })
  const scene: Scene = {
    call,
    as,
    params,
    password,
    roleIds: new Map(roles.data.map((role) => [role.key, role.id])),
  }
  const memberIds = await joinAll(scene, passDays)
  await makeTeams(scene, memberIds)
  const projectIds = await makeProjects(scene)
  const authors = await signInAuthors(scene)
  const links = await playLinks({ call, params, authors, projectIds, passDays })
  await changeThings(scene, memberIds)
  await removeOne(scene)
  await leaveInvitations(scene, passDays)
  return { organizationId: id, links }
}
