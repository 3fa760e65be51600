import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOrganization } from '#shared/contract/organizations.ts'
import { EVERY_CONTRACT } from './every-contract.ts'
import { type SampleIds, sampleBody, sampleParams } from './sample-requests.ts'
import { newWorld, type Person, type TestOrganization, type World } from './world.ts'

let world: World
let person: Person
let organization: TestOrganization
let ids: SampleIds

const anId = (prefix: string): string => `${prefix}_01jd0000000000000000000000`

beforeAll(async () => {
  world = await newWorld()
  person = await world.newPerson()
  organization = await world.newOrganization(person)
  ids = {
    orgId: organization.id,
    memberId: anId('mem'),
    roleId: anId('role'),
    invitationId: anId('inv'),
    teamId: anId('team'),
    teamInvitationId: anId('tinv'),
    projectId: anId('prj'),
    keyId: anId('skey'),
    linkId: anId('link'),
    qrCodeId: anId('qr'),
    tagId: anId('tag'),
    templateId: anId('utm'),
    importId: anId('imp'),
    externalId: 'crm-1',
    domainId: anId('dom'),
    appId: anId('app'),
    webhookId: anId('hook'),
    deliveryId: anId('dlv'),
    integrationId: anId('hook'),
  }
})
afterAll(() => world.close())

const send = (payload: string | Buffer, contentType = 'application/json', url = '/api/organizations') =>
  world.app.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${person.token}`, 'content-type': contentType },
    payload,
  })

const withBodies = EVERY_CONTRACT.filter(([, contract]) => contract.body !== undefined)

const HOSTILE: [string, unknown][] = [
  ['an array', []],
  ['a number', 7],
  ['null', null],
  ['a text', 'text'],
  ['an unknown field', { surprise: true }],
  ['NUL', { name: 'a\u0000b', email: 'a\u0000@example.com', token: '\u0000' }],
  ['a lone surrogate', { name: '\ud800', token: '\udfff' }],
  [
    'very long text',
    { name: 'x'.repeat(100_000), email: `${'x'.repeat(100_000)}@example.com`, token: 'x'.repeat(100_000) },
  ],
  [
    'wrong types',
    { name: 1, email: [], password: {}, role_id: 3, permissions: 'all', scopes: 9, member_id: false },
  ],
  ['a prototype', JSON.parse('{"constructor":{"prototype":{"polluted":true}}}')],
]

describe.each(withBodies)('%s', (name, contract) => {
  test.each(HOSTILE)('answers %s with 4xx and the reason', async (_, body) => {
    const params = contract.path.includes('/api/organizations/')
      ? sampleParams(contract.path, ids)
      : { keyId: anId('key') }
    const answer = await world.call(contract, { as: person, params: params as never, body: body as never })
    expect([name, answer.status >= 400 && answer.status < 500]).toEqual([name, true])
    expect(answer.error?.message).toBeTruthy()
    expect(answer.error).toHaveProperty('request_id')
  })
})

describe('the way in', () => {
  test('malformed JSON, no JSON, another type, too much', async () => {
    expect((await send('{"name":')).statusCode).toBe(400)
    expect((await send('')).statusCode).toBe(400)
    expect((await send('name=x', 'application/x-www-form-urlencoded')).statusCode).toBe(415)
    expect((await send('<a/>', 'text/xml')).statusCode).toBe(415)
    expect((await send(JSON.stringify({ name: 'x'.repeat(300_000) }))).statusCode).toBe(413)
    expect((await send('['.repeat(100_000))).statusCode).toBe(400)
    expect((await send(Buffer.from([0xff, 0xfe, 0x00]))).statusCode).toBe(400)
    expect((await send('{"__proto__":{"a":1}}')).statusCode).toBe(400)
  })

  test('a wrong field is named with its rule', async () => {
    const answer = await world.call(createOrganization, { as: person, body: { name: '' } })
    expect(answer.status).toBe(400)
    expect(answer.error?.code).toBe('invalid_input')
    expect(answer.error?.details.fields).toEqual([{ field: 'name', rule: expect.stringMatching(/./) }])
  })

  test('paths and queries of all kinds', async () => {
    const paths = [
      '/api/organizations/%00',
      '/api/organizations/%zz',
      '/api/organizations/../../etc/passwd',
      `/api/organizations/${'x'.repeat(5000)}`,
      `/api/organizations/${organization.id}/members?page=-1`,
      `/api/organizations/${organization.id}/members?page=1&page=2`,
      `/api/organizations/${organization.id}/members?search=%00`,
      `/api/organizations/${organization.id}/members?limit=1e9`,
      `/api/organizations/${organization.id}/audit-logs?from=yesterday`,
      "/api/organizations/org_'; drop table users; --",
      '/api/nothing-here',
    ]
    for (const url of paths) {
      const answer = await world.app.inject({
        method: 'GET',
        url,
        headers: { authorization: `Bearer ${person.token}` },
      })
      expect([url, answer.statusCode >= 400 && answer.statusCode < 500]).toEqual([url, true])
    }
  })

  test('hostile headers', async () => {
    for (const authorization of [
      'Bearer',
      'Bearer ',
      `Bearer ${'x'.repeat(8000)}`,
      'Basic YTpi',
      'Bearer gh_pk_x',
      'Bearer a.b.c',
      'Bearer \u00ff',
    ]) {
      const answer = await world.app.inject({
        method: 'GET',
        url: '/api/organizations',
        headers: { authorization },
      })
      expect([authorization.slice(0, 20), answer.statusCode]).toEqual([authorization.slice(0, 20), 401])
    }
  })

  test('valid samples are valid: the rest of this file would prove nothing otherwise', async () => {
    for (const name of ['createRole', 'createProject', 'createTeam']) {
      const contract = EVERY_CONTRACT.find(([known]) => known === name)?.[1]
      expect(contract?.body?.safeParse(sampleBody(name, ids)).success).toBe(true)
    }
  })
})
