import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { decode, encode } from 'dns-packet'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startReceiver, type TestReceiver } from '#test/receiver.ts'
import { createAddressCheck } from './check-address.ts'
import type { Resolve } from './connect-guarded.ts'
import { createOutbound } from './outbound.ts'

const message = { headers: { 'content-type': 'application/json' }, body: '{"a":1}' }
const PRIVATE = /private or reserved/

/** A real DNS server on loopback that answers the addresses of `answers` one after the other, the last for good. */
const startDns = async () => {
  const socket = createSocket('udp4')
  const asked: string[] = []
  const answers: string[][] = []
  socket.on('message', (data, peer) => {
    const query = decode(data)
    const question = query.questions?.[0]
    if (question === undefined) return
    const addresses = question.type === 'A' ? ((answers.length > 1 ? answers.shift() : answers[0]) ?? []) : []
    if (question.type === 'A') asked.push(question.name)
    const records = addresses.map((address) => ({
      type: 'A' as const,
      name: question.name,
      ttl: 0,
      data: address,
    }))
    const reply = encode({ type: 'response', id: query.id ?? 0, questions: [question], answers: records })
    socket.send(reply, peer.port, peer.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const resolver = new Resolver()
  resolver.setServers([`127.0.0.1:${socket.address().port}`])
  const resolve: Resolve = async (hostname) =>
    (await resolver.resolve4(hostname)).map((address) => ({ address, family: 4 }))
  return { asked, answers, resolve, close: () => socket.close() }
}

const listenOn = async (host: string, port = 0) => {
  const paths: string[] = []
  const server = createServer((request, response) => {
    paths.push(request.url ?? '')
    response.end('here')
  })
  server.listen(port, host)
  await once(server, 'listening')
  return { paths, port: (server.address() as AddressInfo).port, close: () => server.close() }
}

let receiver: TestReceiver
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(() => receiver.close())

const PUBLIC = ['8.8.8.8', '93.184.216.34', '100.63.255.255', '172.32.0.1', '2606:4700:4700::1111']
const REFUSED = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '203.0.113.9',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:169.254.169.254',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '',
  'localhost',
  '1.2.3.4.5',
]

describe('which addresses may be called', () => {
  const mayCall = createAddressCheck([])
  test.each(PUBLIC)('%s', (address) => expect(mayCall(address)).toBe(true))
  test.each(REFUSED)('not %s', (address) => expect(mayCall(address)).toBe(false))

  test('networks that the operator allows, and no more of them', () => {
    const check = createAddressCheck(['10.1.0.0/16', 'fd00:1::/32'])
    expect(['10.1.2.3', 'fd00:1::5', '8.8.8.8'].map(check)).toEqual([true, true, true])
    expect(['10.2.0.1', 'fd00:2::5', '127.0.0.1', '::ffff:10.1.2.3'].map(check)).toEqual([
      false,
      false,
      false,
      false,
    ])
  })
})

describe('what leads to this machine is refused before it is reached', () => {
  const hosts = ['127.0.0.1', '2130706433', '0x7f.1', '0177.0.0.1', '127.1', '0', 'localhost', 'LOCALHOST']
  const literals = ['[::1]', '[::]', '[::ffff:127.0.0.1]', '[0:0:0:0:0:ffff:7f00:1]']
  test.each([...hosts, ...literals])('%s', async (host) => {
    const outbound = createOutbound({ allowedNetworks: [] })
    await expect(outbound.post(`http://${host}:${receiver.port}/`, message)).rejects.toThrow(PRIVATE)
    expect(outbound.mayCall(new URL(`http://${host}/`))).toBe(false)
    expect(receiver.received).toEqual([])
  })

  test('what is allowed is reached, with what was sent', async () => {
    const outbound = createOutbound({ allowedNetworks: ['127.0.0.1/32'] })
    receiver.answer((response) => response.writeHead(201, { 'retry-after': '7' }).end('made'))
    expect(await outbound.post(receiver.url, message)).toEqual({
      status: 201,
      body: 'made',
      retryAfter: '7',
    })
    expect(receiver.received).toMatchObject([{ method: 'POST', path: '/hook', body: message.body }])
  })
})

test('a name of the hosts file is reached where its networks are allowed', async () => {
  const outbound = createOutbound({ allowedNetworks: ['127.0.0.0/8', '::1/128'] })
  expect(await outbound.post(`http://localhost:${receiver.port}/`, message)).toMatchObject({ status: 204 })
})

describe('names that change what they stand for', () => {
  let dns: Awaited<ReturnType<typeof startDns>>
  beforeAll(async () => {
    dns = await startDns()
  })
  beforeEach(() => {
    dns.asked.length = 0
    dns.answers.length = 0
  })
  afterAll(() => dns.close())

  test('the address that was checked is the one that is connected to, for each connection anew', async () => {
    // 127.0.0.2 plays the public address, 127.0.0.1 what an attacker points the name at after the check.
    const allowed = await listenOn('127.0.0.2')
    const inner = await listenOn('127.0.0.1', allowed.port)
    const outbound = createOutbound({ allowedNetworks: ['127.0.0.2/32'], resolve: dns.resolve })
    dns.answers.push(['127.0.0.2'], ['127.0.0.1'])
    const url = `http://rebind.example:${allowed.port}`
    expect(await outbound.post(`${url}/first`, message)).toMatchObject({ status: 200 })
    expect(dns.asked).toEqual(['rebind.example'])
    await expect(outbound.post(`${url}/second`, message)).rejects.toThrow(PRIVATE)
    expect(dns.asked).toEqual(['rebind.example', 'rebind.example'])
    expect([allowed.paths, inner.paths]).toEqual([['/first'], []])
    allowed.close()
    inner.close()
  })

  test('one private address among public ones refuses the host', async () => {
    const outbound = createOutbound({ allowedNetworks: ['127.0.0.2/32'], resolve: dns.resolve })
    dns.answers.push(['127.0.0.2', '127.0.0.1'])
    await expect(outbound.post(`http://mixed.example:${receiver.port}/`, message)).rejects.toThrow(PRIVATE)
    expect(receiver.received).toEqual([])
  })

  test('a name without an address says so', async () => {
    const outbound = createOutbound({ allowedNetworks: [], resolve: dns.resolve })
    dns.answers.push([])
    await expect(outbound.post('http://nothing.example/', message)).rejects.toThrow(
      'The host name has no address.',
    )
  })
})

describe('what receivers may try', () => {
  const outbound = createOutbound({ allowedNetworks: ['127.0.0.1/32'], timeoutMs: 600 })

  test.each([301, 302, 303, 307, 308])('a redirect by %i is answered and not followed', async (status) => {
    const inner = await startReceiver()
    receiver.answer((response) => response.writeHead(status, { location: inner.url }).end())
    expect(await outbound.post(receiver.url, message)).toMatchObject({ status })
    expect(inner.received).toEqual([])
    await inner.close()
  })

  test('an answer without end is read up to 64 kB', async () => {
    receiver.answer((response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
      }
      response.on('drain', more)
      response.on('error', () => undefined)
      response.writeHead(200)
      more()
    })
    const { status, body } = await outbound.post(receiver.url, message)
    expect([status, body.length]).toEqual([200, 65_536])
  })

  test('an answer that stalls keeps its status', async () => {
    receiver.answer((response) => {
      response.writeHead(200)
      response.write('half')
    })
    expect(await outbound.post(receiver.url, message)).toMatchObject({ status: 200, body: 'half' })
  })

  test('no answer is waited for longer than the whole may take', async () => {
    receiver.answer(() => undefined)
    const startedAt = performance.now()
    await expect(outbound.post(receiver.url, message)).rejects.toThrow('The host did not answer in time.')
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })

  test('what is no HTTP, no TLS, and nobody there is told in words', async () => {
    const speaker = createTcpServer((socket) => {
      socket.on('error', () => undefined).resume()
      socket.end('hello\r\n')
    }).listen(0, '127.0.0.1')
    await once(speaker, 'listening')
    const { port } = speaker.address() as AddressInfo
    await expect(outbound.post(`http://127.0.0.1:${port}/`, message)).rejects.toThrow(
      'The answer is not HTTP.',
    )
    await expect(outbound.post(`https://127.0.0.1:${receiver.port}/`, message)).rejects.toThrow(
      'does not speak TLS',
    )
    speaker.close()
    await once(speaker, 'close')
    await expect(outbound.post(`http://127.0.0.1:${port}/`, message)).rejects.toThrow(
      'The host refused the connection.',
    )
  })

  test('a proxy of the environment is not asked', async () => {
    const proxy = await startReceiver()
    const names = ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'NODE_USE_ENV_PROXY']
    const before = names.map((name) => process.env[name])
    for (const name of names) process.env[name] = name.startsWith('NODE') ? '1' : proxy.url
    const fresh = createOutbound({ allowedNetworks: ['127.0.0.1/32'] })
    expect(await fresh.post(receiver.url, message)).toMatchObject({ status: 204 })
    expect(proxy.received).toEqual([])
    names.forEach((name, at) => {
      if (before[at] === undefined) delete process.env[name]
      else process.env[name] = before[at]
    })
    await proxy.close()
  })
})
