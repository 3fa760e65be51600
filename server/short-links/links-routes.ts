import type { Router } from '#server/http/router.ts'
import * as contract from '#shared/contract/links.ts'
import { archiveLink } from './archive-links.ts'
import { checkSlug } from './check-slug.ts'
import { createLink } from './create-link.ts'
import { approveLink, rejectLink } from './decide-link.ts'
import { deleteLink } from './delete-links.ts'
import { duplicateLink } from './duplicate-link.ts'
import { getLink, getLinkByExternalId } from './find-links.ts'
import { listLinks } from './list-links.ts'
import { previewRules } from './preview-rules.ts'
import { transferLink } from './transfer-link.ts'
import { updateLink } from './update-link.ts'
import { upsertLink } from './upsert-link.ts'

const registerReading = (router: Router): void => {
  router.organization(contract.listLinks, (ctx, { query }) => listLinks(ctx, query))
  router.organization(contract.getLink, (ctx, { params }) => getLink(ctx, params.linkId))
  router.organization(contract.getLinkByExternalId, (ctx, { params }) =>
    getLinkByExternalId(ctx, params.externalId),
  )
  router.organization(contract.checkSlug, (ctx, { query }) => checkSlug(ctx, query))
  router.organization(contract.previewRules, (ctx, { params, body }) =>
    previewRules(ctx, params.linkId, body),
  )
}

export const registerLinksRoutes = (router: Router): void => {
  registerReading(router)
  router.organization(contract.createLink, (ctx, { body }) => createLink(ctx, body))
  router.organization(contract.upsertLink, (ctx, { params, body }) =>
    upsertLink(ctx, params.externalId, body),
  )
  router.organization(contract.updateLink, (ctx, { params, body: { destination, ...body } }) =>
    updateLink(ctx, params.linkId, destination === undefined ? body : { ...body, destination }),
  )
  router.organization(contract.archiveLink, (ctx, { params }) => archiveLink(ctx, params.linkId, true))
  router.organization(contract.restoreLink, (ctx, { params }) => archiveLink(ctx, params.linkId, false))
  router.organization(contract.approveLink, (ctx, { params, query }) =>
    approveLink(ctx, params.linkId, query.updated_at),
  )
  router.organization(contract.rejectLink, (ctx, { params, body }) =>
    rejectLink(ctx, params.linkId, body.note),
  )
  router.organization(contract.duplicateLink, (ctx, { params, body }) =>
    duplicateLink(ctx, params.linkId, body.slug),
  )
  router.organization(contract.transferLink, (ctx, { params, body }) =>
    transferLink(ctx, params.linkId, body.organization_id),
  )
  router.organization(contract.deleteLink, (ctx, { params }) => deleteLink(ctx, params.linkId))
}
