import { createSocket, type Socket } from 'node:dgram'
import * as packet from 'dns-packet'

type Fault = 'SERVFAIL' | 'REFUSED' | 'silent'
const RCODES = { NXDOMAIN: 3, SERVFAIL: 2, REFUSED: 5 } as const

export interface TestDns {
  /** `127.0.0.1:port`, as DNS_SERVERS takes it. */
  address: string
  /** TXT records by name, each a list of its chunks. */
  texts: Map<string, string[][]>
  aliases: Map<string, string>
  hosts: Map<string, string>
  /** Names whose question meets a fault, theirs and those below. */
  faults: Map<string, Fault>
  /** Every name that was asked for, in order. */
  asked: string[]
  close(): Promise<void>
}

const newPort = (): number => 20_000 + Math.floor(Math.random() * 12_000)

const listen = (socket: Socket, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(port, '127.0.0.1', () => {
      socket.off('error', reject)
      resolve()
    })
  })

const faultOf = (dns: TestDns, name: string): Fault | undefined =>
  [...dns.faults].find(([at]) => name === at || name.endsWith(`.${at}`))?.[1]

/** The records of a name and type, with the aliases that lead there; null where there is no such name. */
const answersOf = (dns: TestDns, name: string, type: string): packet.Answer[] | null => {
  const alias = dns.aliases.get(name)
  if (alias !== undefined) {
    const rest = answersOf(dns, alias, type) ?? []
    return [{ type: 'CNAME', name, data: alias, ttl: 1 }, ...rest]
  }
  const texts = dns.texts.get(name)
  const host = dns.hosts.get(name)
  if (texts === undefined && host === undefined) {
    const isAbove = [...dns.texts.keys(), ...dns.hosts.keys()].some((known) => known.endsWith(`.${name}`))
    return isAbove ? [] : null
  }
  if (type === 'TXT') return (texts ?? []).map((data) => ({ type: 'TXT', name, data, ttl: 1 }))
  return type === 'A' && host !== undefined ? [{ type: 'A', name, data: host, ttl: 1 }] : []
}

const answer = (dns: TestDns, message: Buffer): Buffer | null => {
  const query = packet.decode(message)
  const [question] = query.questions ?? []
  if (question === undefined) return null
  const name = question.name.toLowerCase()
  dns.asked.push(name)
  const fault = faultOf(dns, name)
  if (fault === 'silent') return null
  const answers = fault === undefined ? answersOf(dns, name, question.type) : []
  const rcode = fault === undefined ? (answers === null ? RCODES.NXDOMAIN : 0) : RCODES[fault]
  return packet.encode({
    type: 'response',
    id: query.id ?? 0,
    flags: packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | rcode,
    questions: [question],
    answers: answers ?? [],
  })
}

/** A real name server on loopback, by UDP; what it answers may change at any time. */
export const startDns = async (): Promise<TestDns> => {
  for (let attempt = 1; ; attempt++) {
    const socket = createSocket('udp4')
    const port = newPort()
    try {
      await listen(socket, port)
    } catch (error) {
      if (attempt === 20) throw error
      continue
    }
    const dns: TestDns = {
      address: `127.0.0.1:${port}`,
      texts: new Map(),
      aliases: new Map(),
      hosts: new Map(),
      faults: new Map(),
      asked: [],
      close: () => new Promise((resolve) => socket.close(() => resolve())),
    }
    socket.on('message', (message, from) => {
      const response = answer(dns, message)
      if (response !== null) socket.send(response, from.port, from.address)
    })
    return dns
  }
}
