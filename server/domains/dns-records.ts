import { isIP } from 'node:net'
import { parse } from 'tldts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { ownAddress } from './own-address.ts'

/** The name whose TXT record proves a hostname. */
export const proofNameOf = (hostname: string): string => `_guildhall.${hostname}`

/** What a TXT record under that name must hold; other records beside it are fine. */
export const proofValueOf = (token: string): string => `guildhall-verification=${token}`

export interface DnsRecord {
  purpose: 'proof' | 'address'
  type: 'TXT' | 'CNAME' | 'A'
  name: string
  value: string
}

/** At the top of a zone there can be no CNAME (RFC 1034 §3.6.2); an address has no name to point at. */
const addressRecord = (runtime: Runtime, hostname: string): DnsRecord => {
  const target = new URL(runtime.config.publicUrl).hostname
  const isApex = parse(hostname, { allowPrivateDomains: true }).domain === hostname
  const type = isApex || isIP(target) !== 0 ? 'A' : 'CNAME'
  return {
    purpose: 'address',
    type,
    name: hostname,
    value: type === 'A' ? (ownAddress(runtime) ?? target) : target,
  }
}

/** What has to be set at the domain's name servers: the proof, and where its visitors go. */
export const dnsRecordsOf = (
  runtime: Runtime,
  { hostname, token }: { hostname: string; token: string },
): DnsRecord[] => [
  { purpose: 'proof', type: 'TXT', name: proofNameOf(hostname), value: proofValueOf(token) },
  addressRecord(runtime, hostname),
]
