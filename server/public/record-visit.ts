import type { FoundAddress, LinkTarget } from '#server/addresses/found-address.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { recordClick } from '#server/visits/record-click.ts'
import { isScan } from './build-location.ts'
import type { Visit } from './read-visit.ts'

interface Led {
  found: FoundAddress
  link: LinkTarget
  destination: string
  ruleId: string
}

/** Hands a visit that was led on to those who count. */
export const recordVisit = (
  runtime: Runtime,
  visit: Visit,
  { found, link, destination, ruleId }: Led,
): void =>
  recordClick(runtime, {
    organizationId: found.organization_id,
    linkId: link.id,
    domainId: link.domain_id ?? '',
    at: visit.at,
    ip: visit.ip,
    userAgent: visit.userAgent,
    referrer: visit.referrer,
    acceptLanguage: visit.acceptLanguage,
    query: visit.query,
    destination,
    isPrefetch: visit.isPrefetch,
    asksNotToBeTracked: visit.asksNotToBeTracked,
    trigger: isScan(visit.query) ? 'qr' : 'link',
    ruleId,
  })
