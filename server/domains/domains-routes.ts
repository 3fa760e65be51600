import type { Router } from '#server/http/router.ts'
import * as contract from '#shared/contract/domains.ts'
import { addDomain } from './add-domain.ts'
import { askForCertificate } from './ask-for-certificate.ts'
import { deleteDomain } from './delete-domain.ts'
import { getDomain, listDomains } from './list-domains.ts'
import { updateDomain } from './update-domain.ts'
import { verifyDomain } from './verify-domain.ts'

/** Each check makes this server ask name servers that strangers run. */
const CHECKS = { max: 60, windowSeconds: 60 }
/** A proxy asks from one address for all its visitors. */
const CERTIFICATES = { max: 6000, windowSeconds: 60 }

export const registerDomainsRoutes = (router: Router): void => {
  router.organization(contract.listDomains, (ctx) => listDomains(ctx))
  router.organization(contract.addDomain, (ctx, { body }) => addDomain(ctx, body))
  router.organization(contract.getDomain, (ctx, { params }) => getDomain(ctx, params.domainId))
  router.organization(contract.updateDomain, (ctx, { params, body }) =>
    updateDomain(ctx, params.domainId, body),
  )
  router.organization(contract.verifyDomain, (ctx, { params }) => verifyDomain(ctx, params.domainId), {
    rateLimit: CHECKS,
  })
  router.organization(contract.deleteDomain, (ctx, { params, query }) =>
    deleteDomain(ctx, params.domainId, query),
  )
  router.public(contract.askForCertificate, (ctx, { query }) => askForCertificate(ctx, query.domain), {
    rateLimit: CERTIFICATES,
    isCountedAlone: true,
  })
}
