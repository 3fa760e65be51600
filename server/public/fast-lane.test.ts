import { request as send } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressCacheOf } from '#server/addresses/address-cache.ts'
import { hearChanges } from '#server/addresses/hear-changes.ts'
import { createLink, deleteLink, updateLink } from '#shared/contract/links.ts'
import { readVisitsOf } from '#test/read-visits.ts'
import { newWorld, type TestOrganization, type World } from '#test/world.ts'

let world: World
let organization: TestOrganization
let port: number
let stopHearing: () => Promise<void>

beforeAll(async () => {
  world = await newWorld()
  organization = await world.newOrganization(await world.newPerson())
  stopHearing = await hearChanges(world.runtime, undefined)
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  const address = world.app.server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  port = address.port
  while (!addressCacheOf(world.runtime).lease.isLive()) await new Promise(setImmediate)
})
afterAll(async () => {
  await stopHearing()
  await world.close()
})

const newLink = (slug: string, more: object = {}) =>
  world.must(createLink, {
    as: organization.owner,
    params: { orgId: organization.id },
    body: { destination: 'https://example.com/a?x=1#f', slug, ...more },
  })

interface Heard {
  status: number
  headers: Record<string, string | string[] | undefined>
}

const ask = (path: string, method = 'GET', headers: Record<string, string> = {}): Promise<Heard> =>
  new Promise((resolve, reject) => {
    send({ port, host: '127.0.0.1', path, method, headers }, (answer) => {
      answer.resume().on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }))
    })
      .on('error', reject)
      .end()
  })

const isRemembered = (slug: string) => addressCacheOf(world.runtime).addresses.recall(`/${slug}`)

/** Asks without being counted until the answer is remembered: an announcement may still be on its way. */
const untilRemembered = (slug: string) =>
  expect
    .poll(async () => {
      await ask(`/${slug}`, 'HEAD')
      return isRemembered(slug)
    })
    .toBeTruthy()

const talk = (text: string, isDone: (heard: string) => boolean): Promise<string> =>
  new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (part) => {
      heard += part.toString()
      if (isDone(heard)) socket.destroy()
    })
    socket.on('close', () => resolve(heard)).on('error', reject)
  })

test('answers from memory what the rest of the server answers, and counts the same', async () => {
  const link = await newLink('laned')
  const names = ['location', 'cache-control', 'x-robots-tag', 'content-length']
  const shown = ({ status, headers }: Heard) => [status, ...names.map((name) => headers[name])]
  for (const [method, path] of [
    ['GET', '/laned'],
    ['HEAD', '/laned'],
    ['GET', '/LANED?b=2&qr=1'],
    ['GET', '/laned?x=9'],
  ] as const) {
    const far = await world.app.inject({ method, url: path })
    await untilRemembered('laned')
    expect(shown(await ask(path, method))).toEqual(
      shown({ status: far.statusCode, headers: far.headers as Heard['headers'] }),
    )
  }
  const clicks = await readVisitsOf(world, link.id)
  // Clicks of one millisecond have no order.
  expect(clicks.map(({ trigger }) => trigger).toSorted()).toEqual([
    'link',
    'link',
    'link',
    'link',
    'qr',
    'qr',
  ])
})

test('what was changed or deleted here is answered anew at once', async () => {
  const link = await newLink('moving')
  const params = { orgId: organization.id, linkId: link.id }
  await untilRemembered('moving')
  for (let n = 0; n < 20; n++) {
    const destination = `https://example.com/${n}`
    await world.must(updateLink, { as: organization.owner, params, body: { destination } })
    expect((await ask('/moving')).headers.location).toBe(destination)
  }
  await world.must(updateLink, { as: organization.owner, params, body: { is_enabled: false } })
  expect((await ask('/moving')).status).toBe(404)
  await world.must(deleteLink, { as: organization.owner, params })
  expect((await ask('/moving')).status).toBe(410)
})

test('an address that nobody had answers as soon as it is made', async () => {
  await expect
    .poll(async () => {
      expect((await ask('/not-yet')).status).toBe(404)
      return isRemembered('not-yet')
    })
    .toBeNull()
  await newLink('not-yet')
  expect((await ask('/not-yet')).status).toBe(302)
})

test('requests in a row on one connection are answered in order', async () => {
  await newLink('first')
  await newLink('second', { destination: 'https://example.com/2' })
  const lines = ['/first', '/nothing-there', '/second', '/first+', '/first'].map(
    (path) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  )
  const heard = await talk(lines.join(''), (text) => (text.match(/HTTP\/1\.1 /g) ?? []).length === 5)
  expect(heard.match(/HTTP\/1\.1 \d+/g)).toEqual(
    ['302', '404', '302', '200', '302'].map((status) => `HTTP/1.1 ${status}`),
  )
})

test('hosts that contradict each other are refused; an absolute target names its own', async () => {
  await newLink('targeted')
  const status = async (head: string) =>
    (await talk(`GET ${head}\r\n\r\n`, (text) => text.includes('\r\n\r\n'))).slice(9, 12)
  expect(await status('/targeted HTTP/1.1\r\nHost: localhost\r\nHost: evil.example')).toBe('400')
  expect(await status('http://evil.example/targeted HTTP/1.1\r\nHost: localhost')).toBe('404')
  expect(await status('http://localhost/targeted HTTP/1.1\r\nHost: evil.example')).toBe('302')
  expect(await status('/targeted HTTP/1.1\r\nHost: evil.example')).toBe('404')
  expect(await status('/targeted HTTP/1.1')).toBe('400')
  for (const path of [
    '/x/../targeted',
    '/%2e%2e/targeted',
    '/./targeted',
    '//targeted',
    '/targeted\xE4',
    '\\targeted',
    '/targeted/./',
  ])
    expect(['400', '404'], path).toContain(await status(`${path} HTTP/1.1\r\nHost: localhost`))
})

test('without proof that changes are heard, nothing is answered from memory', async () => {
  await newLink('unproved')
  await untilRemembered('unproved')
  addressCacheOf(world.runtime).lease.end()
  expect(isRemembered('unproved')).toBeUndefined()
  expect((await ask('/unproved')).status).toBe(302)
  await expect.poll(() => isRemembered('unproved')).toBeTruthy()
})
