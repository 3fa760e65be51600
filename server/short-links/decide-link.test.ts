import { afterAll, beforeAll, expect, it } from 'vitest'
import { listAuditLogs } from '#shared/contract/audit.ts'
import { approveLink, createLink, listLinks, rejectLink, updateLink } from '#shared/contract/links.ts'
import { updateOrganization } from '#shared/contract/organizations.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'

let world: World
let organization: TestOrganization
let owner: Person
let member: Person
let params: { orgId: string }

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson({ name: 'Olga Owner' })
  organization = await world.newOrganization(owner, { name: 'Acme' })
  member = await world.addMember(organization, 'member', 'Max Member')
  params = { orgId: organization.id }
  const settings = { requireApprovalForLinks: true }
  await world.must(updateOrganization, { as: owner, params, body: { settings } })
})
afterAll(() => world.close())

const make = (as = member) =>
  world.must(createLink, { as, params, body: { destination: 'https://example.com/offer' } })
const approve = (linkId: string, as = owner) => world.call(approveLink, { as, params: { ...params, linkId } })
const reject = (linkId: string, note = '', as = owner) =>
  world.call(rejectLink, { as, params: { ...params, linkId }, body: { note } })
const mailsAbout = async (subject: RegExp) =>
  (await world.mailsTo(member.email)).filter((mail) => subject.test(mail.subject))

it('approving makes a link live, and its creator hears of it', async () => {
  const link = await make()
  expect([link.status, link.approval]).toEqual(['pending', 'pending'])
  const waiting = await world.must(listLinks, { as: owner, params, query: { status: 'pending' } })
  expect(waiting.data.map(({ id, can }) => [id, can.approve])).toEqual([[link.id, true]])
  const { body } = await approve(link.id)
  expect([body.status, body.approval, body.can.approve]).toEqual(['live', 'approved', false])
  const [mail, ...others] = await mailsAbout(/approved/)
  expect(others).toEqual([])
  expect(mail?.subject).toBe('Your link in Acme is approved')
  expect(mail?.text).toContain(`/dashboard/${organization.slug}/links/${link.id}`)
  expect(mail?.text).toContain('Olga Owner')
  const log = await world.must(listAuditLogs, { as: owner, params, query: { target: link.id } })
  expect(log.data[0]).toMatchObject({
    action: 'link.approved',
    changes: { approval: { before: 'pending', after: 'approved' } },
  })
})

it('what was changed after the approver looked is not approved', async () => {
  const link = await make()
  world.clock.advance({ minutes: 1 })
  const body = { destination: 'https://example.com/another-offer' }
  const changed = await world.must(updateLink, { as: member, params: { ...params, linkId: link.id }, body })
  const approveAsSeen = (updated_at: string) =>
    world.call(approveLink, { as: owner, params: { ...params, linkId: link.id }, query: { updated_at } })
  const early = await approveAsSeen(link.updated_at)
  expect([early.status, early.error?.code]).toEqual([409, 'link_changed'])
  expect((await approveAsSeen(changed.updated_at)).body.status).toBe('live')
})

it('rejecting says why; changing where it leads asks again', async () => {
  const link = await make()
  const { body } = await reject(link.id, 'This is the old offer')
  expect([body.status, body.approval_note]).toEqual(['rejected', 'This is the old offer'])
  const [mail] = await mailsAbout(/rejected/)
  expect(mail?.text).toContain('> This is the old offer')
  const again = await world.must(updateLink, {
    as: member,
    params: { ...params, linkId: link.id },
    body: { destination: 'https://example.com/new-offer' },
  })
  expect([again.status, again.approval_note]).toEqual(['pending', ''])
})

it('what was rejected may be approved after all; what is live is not decided about', async () => {
  const link = await make()
  await reject(link.id)
  expect((await reject(link.id)).error?.code).toBe('not_waiting')
  expect((await approve(link.id)).body.status).toBe('live')
  expect((await approve(link.id)).error?.code).toBe('not_waiting')
  expect((await reject(link.id)).error?.code).toBe('not_waiting')
})

it('of two who decide at once one is told that it is done', async () => {
  const link = await make()
  const answers = await Promise.all([approve(link.id), approve(link.id)])
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
})

it('members may not decide', async () => {
  const link = await make()
  for (const answer of [await approve(link.id, member), await reject(link.id, '', member)])
    expect([answer.status, answer.error?.details['permission']]).toEqual([403, 'links.approve'])
})
