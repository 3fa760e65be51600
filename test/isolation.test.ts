import { createHash } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createServiceKey } from '#shared/contract/api-keys.ts'
import { createApp } from '#shared/contract/apps.ts'
import { addDomain } from '#shared/contract/domains.ts'
import { createInvitation } from '#shared/contract/invitations.ts'
import { uploadLinkImport } from '#shared/contract/link-bulk.ts'
import { createLink } from '#shared/contract/links.ts'
import { createProject } from '#shared/contract/projects.ts'
import { createQrCode } from '#shared/contract/qr-codes.ts'
import { createRole } from '#shared/contract/roles.ts'
import { createTag, createUtmTemplate } from '#shared/contract/tags.ts'
import { createTeam, inviteToTeam } from '#shared/contract/teams.ts'
import {
  connectIntegration,
  createWebhook,
  listDeliveries,
  sendTestEvent,
} from '#shared/contract/webhooks.ts'
import { EVERY_CONTRACT } from './every-contract.ts'
import { type SampleIds, sampleBody, sampleParams, sampleQuery } from './sample-requests.ts'
import { newWorld, type Person, type TestOrganization, type World } from './world.ts'

let world: World
let attacker: Person
let own: SampleIds
let foreign: SampleIds
let victim: TestOrganization

const fillWebhooks = async (organization: TestOrganization) => {
  const as = organization.owner
  const orgId = organization.id
  const body = { name: 'CRM', url: 'https://hooks.example.com/crm', events: ['link.created' as const] }
  const { id: webhookId } = await world.must(createWebhook, { as, params: { orgId }, body })
  const params = { orgId, webhookId }
  await world.must(sendTestEvent, { as, params, body: { type: 'link.created' } })
  const { data } = await world.must(listDeliveries, { as, params })
  const channel = await world.must(connectIntegration, {
    as,
    params: { orgId },
    body: { ...body, kind: 'slack' },
  })
  return { webhookId, deliveryId: data[0]?.id ?? '', integrationId: channel.id }
}

const fillLinkThings = async (organization: TestOrganization) => {
  const at = { as: organization.owner, params: { orgId: organization.id } }
  const tag = await world.must(createTag, { ...at, body: { name: 'Red' } })
  const template = await world.must(createUtmTemplate, { ...at, body: { name: 'Ads', utm_source: 'ads' } })
  const body = { file_name: 'links.csv', content: 'url\nhttps://example.com/\n' }
  const upload = await world.must(uploadLinkImport, { ...at, body })
  return { tagId: tag.id, templateId: template.id, importId: upload.id }
}

const fill = async (organization: TestOrganization, suffix: string): Promise<SampleIds> => {
  const as = organization.owner
  const params = { orgId: organization.id }
  const member = await world.addMember(organization, 'admin')
  const role = await world.must(createRole, {
    as,
    params,
    body: { name: 'Writer', level: 20, permissions: ['links.read'] },
  })
  const team = await world.must(createTeam, { as, params, body: { name: 'Sales', slug: `sales-${suffix}` } })
  const invitation = await world.must(createInvitation, {
    as,
    params,
    body: { email: `waiting-${suffix}@example.com`, role_id: role.id },
  })
  const teamInvitation = await world.must(inviteToTeam, {
    as,
    params: { ...params, teamId: team.id },
    body: { member_id: member.memberId },
  })
  const project = await world.must(createProject, { as, params, body: { name: 'Spring' } })
  const key = await world.must(createServiceKey, {
    as,
    params,
    body: { name: 'Sync', scopes: ['links.read'] },
  })
  const link = await world.must(createLink, {
    as,
    params,
    body: { destination: 'https://example.com/', external_id: `crm-${suffix}`, project_id: project.id },
  })
  const qrCode = await world.must(createQrCode, { as, params, body: { link_id: link.id, name: 'Poster' } })
  const domain = await world.must(addDomain, { as, params, body: { hostname: `${suffix}.example.com` } })
  const app = await world.must(createApp, {
    as,
    params,
    body: {
      platform: 'android',
      name: 'App',
      identifier: `com.example.${suffix}`,
      fingerprints: [Array.from({ length: 32 }, () => 'AB').join(':')],
      store_url: 'https://play.google.com/store/apps/details?id=com.example.app',
    },
  })
  return {
    orgId: organization.id,
    memberId: member.memberId,
    roleId: role.id,
    invitationId: invitation.id,
    teamId: team.id,
    teamInvitationId: teamInvitation.id,
    projectId: project.id,
    keyId: key.id,
    linkId: link.id,
    qrCodeId: qrCode.id,
    ...(await fillLinkThings(organization)),
    externalId: `crm-${suffix}`,
    domainId: domain.id,
    appId: app.id,
    ...(await fillWebhooks(organization)),
  }
}

/** A hash over every row of the victim in every tenant table. */
const fingerprint = async (): Promise<string> => {
  const client = new pg.Client({ connectionString: world.databaseUrl })
  await client.connect()
  const hash = createHash('sha256')
  const tables = await client.query<{ table_name: string }>(
    `select table_name from information_schema.columns
     where table_schema = 'public' and column_name = 'organization_id' order by table_name`,
  )
  for (const { table_name } of tables.rows) {
    const rows = await client.query<{ row: string }>(
      `select to_jsonb(t)::text as row from ${table_name} t where organization_id = $1 order by 1`,
      [victim.id],
    )
    hash.update(`${table_name}:${rows.rows.map(({ row }) => row).join('\n')}`)
  }
  const organization = await client.query(
    'select to_jsonb(o)::text as row from organizations o where id = $1',
    [victim.id],
  )
  hash.update(JSON.stringify(organization.rows))
  await client.end()
  return hash.digest('hex')
}

const contracts = EVERY_CONTRACT.filter(([, contract]) => contract.access === 'organization')
// An external id is whatever an organization calls its link: another's names a link of one's own, to be made.
const nested = contracts.filter(
  ([name, { path }]) => (path.match(/:/g) ?? []).length > 1 && name !== 'upsertLink',
)
const naming = contracts.filter(([name]) =>
  [
    'changeMemberRole',
    'createInvitation',
    'createInvitations',
    'createTeam',
    'addTeamMember',
    'inviteToTeam',
    'transferOwnership',
    'createLink',
    'createQrCode',
    'upsertLink',
    'updateLink',
    'transferLink',
  ].includes(name),
)

beforeAll(async () => {
  world = await newWorld()
  attacker = await world.newPerson({ name: 'Attacker' })
  const mine = await world.newOrganization(attacker, { name: 'Mine' })
  victim = await world.newOrganization(await world.newPerson(), { name: 'Victim' })
  own = await fill(mine, 'mine')
  foreign = await fill(victim, 'victim')
})
afterAll(() => world.close())

test('there are routes to try', () => {
  expect(contracts.length).toBeGreaterThan(30)
  expect(nested.length).toBeGreaterThan(15)
})

test.each(contracts)(
  '%s of an organization one is no member of answers 404 and changes nothing',
  async (name, contract) => {
    const before = await fingerprint()
    const answer = await world.call(contract, {
      as: attacker,
      params: sampleParams(contract.path, foreign) as never,
      query: sampleQuery(name) as never,
      body: sampleBody(name, foreign) as never,
    })
    expect(answer.status).toBe(404)
    expect(await fingerprint()).toBe(before)
  },
)

test.each(nested)(
  "%s in one's own organization with another's ids answers 404 and changes nothing",
  async (name, contract) => {
    const before = await fingerprint()
    const answer = await world.call(contract, {
      as: attacker,
      params: { ...sampleParams(contract.path, foreign), orgId: own.orgId } as never,
      query: sampleQuery(name) as never,
      body: sampleBody(name, own) as never,
    })
    expect(answer.status).toBe(404)
    expect(await fingerprint()).toBe(before)
  },
)

test.each(naming)(
  "%s that names another organization's things in its body changes nothing there",
  async (name, contract) => {
    const before = await fingerprint()
    const answer = await world.call(contract, {
      as: attacker,
      params: sampleParams(contract.path, own) as never,
      query: sampleQuery(name) as never,
      body: sampleBody(name, foreign) as never,
    })
    const isRefusedByLine = name === 'createInvitations' && JSON.stringify(answer.body).includes('"error":{')
    expect(answer.status >= 400 || isRefusedByLine).toBe(true)
    expect(answer.status).toBeLessThan(500)
    expect(await fingerprint()).toBe(before)
  },
)

test.each(contracts)('%s without a session answers 401', async (name, contract) => {
  const answer = await world.call(contract, {
    params: sampleParams(contract.path, foreign) as never,
    query: sampleQuery(name) as never,
    body: sampleBody(name, foreign) as never,
  })
  expect(answer.status).toBe(401)
})
