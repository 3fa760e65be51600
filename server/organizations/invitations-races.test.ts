import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  acceptInvitation,
  acceptInvitationWithSignUp,
  cancelInvitation,
  createInvitation,
  createInvitations,
  rejectInvitation,
} from '#shared/contract/invitations.ts'
import { listMembers } from '#shared/contract/members.ts'
import { newWorld, type TestOrganization, type World } from '#test/world.ts'

let world: World

beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

const PASSWORD = 'a long enough password'
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const tokenOf = (link: string | null) => new URL(link ?? '').searchParams.get('token') ?? ''

const found = async (plan?: string): Promise<TestOrganization> => {
  const organization = await world.newOrganization(await world.newPerson())
  if (plan !== undefined) await world.onPlan(organization, plan)
  return organization
}

const invite = async (organization: TestOrganization, email: string) => {
  const role_id = await world.roleId(organization, 'member')
  const params = { orgId: organization.id }
  const sent = await world.must(createInvitation, {
    as: organization.owner,
    params,
    body: { email, role_id },
  })
  return { ...sent, token: tokenOf(sent.accept_url) }
}

const countMembers = async (organization: TestOrganization): Promise<number> =>
  (await world.must(listMembers, { as: organization.owner, params: { orgId: organization.id } })).total

const tally = (
  answers: { status: number; error: { code: string } | undefined }[],
): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { status, error } of answers) {
    const name = error?.code ?? String(status)
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

it('lets one of 20 join who accept the last seat at once', async () => {
  const organization = await found()
  for (const name of ['A', 'B', 'C']) await world.addMember(organization, 'member', name)
  const people = await Promise.all(times(20, () => world.newPerson()))
  const invitations = []
  for (const person of people) invitations.push(await invite(organization, person.email))
  await world.onPlan(organization, 'free')
  const answers = await Promise.all(
    invitations.map(({ token }, index) =>
      world.call(acceptInvitation, { as: people[index] ?? '', body: { token } }),
    ),
  )
  expect(tally(answers)).toEqual({ '200': 1, limit_reached: 19 })
  expect(await countMembers(organization)).toBe(5)
})

it('makes one membership of 20 clicks on one invitation', async () => {
  const organization = await found()
  const person = await world.newPerson()
  const { token } = await invite(organization, person.email)
  const answers = await Promise.all(
    times(20, () => world.call(acceptInvitation, { as: person, body: { token } })),
  )
  expect(tally(answers)).toEqual({ '200': 1, invitation_used: 19 })
  expect(await countMembers(organization)).toBe(2)
})

it('makes one account of 10 sign-ups with one invitation', async () => {
  const organization = await found()
  const { token } = await invite(organization, 'ten-clicks@example.com')
  const answers = await Promise.all(
    times(10, (index) =>
      world.call(acceptInvitationWithSignUp, { body: { token, name: `Click ${index}`, password: PASSWORD } }),
    ),
  )
  expect(tally(answers)).toEqual({ '201': 1, invitation_not_found: 9 })
  expect(await countMembers(organization)).toBe(2)
})

it('sends exactly as many invitations as there are seats, asked for in parallel', async () => {
  const organization = await found('free')
  const role_id = await world.roleId(organization, 'viewer')
  const params = { orgId: organization.id }
  const answers = await Promise.all(
    times(20, (index) =>
      world.call(createInvitation, {
        as: organization.owner,
        params,
        body: { email: `seat-${index}@example.com`, role_id },
      }),
    ),
  )
  expect(tally(answers)).toEqual({ '201': 4, limit_reached: 16 })
})

it('keeps one pending invitation of many to the same e-mail at once', async () => {
  const organization = await found()
  const role_id = await world.roleId(organization, 'viewer')
  const request = { as: organization.owner, params: { orgId: organization.id } }
  const email = 'same@example.com'
  const [bulk, ...answers] = await Promise.all([
    world.call(createInvitations, { ...request, body: { emails: [email, email], role_id } }),
    ...times(10, () => world.call(createInvitation, { ...request, body: { email, role_id } })),
  ])
  const inBulk = bulk.body.results.filter((result) => result.invitation !== null).length
  const single = answers.filter((answer) => answer.status === 201).length
  expect(inBulk + single).toBe(1)
})

it('ends an invitation one way only when accepted, declined and cancelled at once', async () => {
  for (let round = 0; round < 3; round++) {
    const organization = await found()
    const person = await world.newPerson()
    const { token, id } = await invite(organization, person.email)
    const answers = await Promise.all([
      world.call(acceptInvitation, { as: person, body: { token } }),
      world.call(rejectInvitation, { body: { token } }),
      world.call(cancelInvitation, {
        as: organization.owner,
        params: { orgId: organization.id, invitationId: id },
      }),
    ])
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect(await countMembers(organization)).toBe(answers[0].status === 200 ? 2 : 1)
  }
})

it('counts a month of invitations, cancelled ones too', async () => {
  const organization = await found('free')
  const role_id = await world.roleId(organization, 'viewer')
  const request = { as: organization.owner, params: { orgId: organization.id } }
  for (let round = 0; round < 5; round++) {
    const emails = times(4, (index) => `month-${round}-${index}@example.com`)
    const { results } = await world.must(createInvitations, { ...request, body: { emails, role_id } })
    for (const { invitation } of results) {
      const params = { ...request.params, invitationId: invitation?.id ?? '' }
      await world.must(cancelInvitation, { as: organization.owner, params })
    }
  }
  const over = await world.call(createInvitation, {
    ...request,
    body: { email: 'over@example.com', role_id },
  })
  expect(over.error?.details['limit_name']).toBe('monthly_invitations')
})
