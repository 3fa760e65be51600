import type { Router } from '#server/http/router.ts'
import * as contract from '#shared/contract/link-bulk.ts'
import { archiveLinks } from './archive-links.ts'
import { createLinksInBulk } from './bulk/create-links-in-bulk.ts'
import { tellOutcomes } from './bulk/tell-outcomes.ts'
import { deleteLinks } from './delete-links.ts'
import { exportLinks } from './export/export-links.ts'
import { cancelLinkImport } from './import/cancel-link-import.ts'
import { exportFailedRows } from './import/export-failed-rows.ts'
import { getLinkImport, listLinkImports } from './import/list-link-imports.ts'
import { startLinkImport } from './import/start-link-import.ts'
import { uploadLinkImport } from './import/upload-link-import.ts'
import { updateLinks } from './update-links.ts'

const EXPORTS = { rateLimit: { max: 30, windowSeconds: 60 } }
const UPLOADS = { rateLimit: { max: 20, windowSeconds: 60 } }

const registerBulkRoutes = (router: Router): void => {
  router.organization(contract.createLinks, (ctx, { body }) => createLinksInBulk(ctx, body.links))
  router.organization(contract.updateLinks, async (ctx, { body }) => {
    const { destination, ...set } = body.set
    const changes = destination === undefined ? set : { ...set, destination }
    return tellOutcomes(await updateLinks(ctx, body.ids, changes))
  })
  router.organization(contract.archiveLinks, async (ctx, { body }) =>
    tellOutcomes(await archiveLinks(ctx, body.ids, body.is_archived)),
  )
  router.organization(contract.deleteLinks, async (ctx, { body }) =>
    tellOutcomes(await deleteLinks(ctx, body.ids)),
  )
  router.organization(contract.exportLinks, (ctx, { query }) => exportLinks(ctx, query), EXPORTS)
}

export const registerLinkBulkRoutes = (router: Router): void => {
  registerBulkRoutes(router)
  router.organization(contract.uploadLinkImport, (ctx, { body }) => uploadLinkImport(ctx, body), UPLOADS)
  router.organization(contract.startLinkImport, (ctx, { params, body }) =>
    startLinkImport(ctx, params.importId, body),
  )
  router.organization(contract.getLinkImport, (ctx, { params }) => getLinkImport(ctx, params.importId))
  router.organization(contract.listLinkImports, (ctx) => listLinkImports(ctx))
  router.organization(contract.cancelLinkImport, (ctx, { params }) => cancelLinkImport(ctx, params.importId))
  router.organization(
    contract.exportFailedRows,
    (ctx, { params }) => exportFailedRows(ctx, params.importId),
    EXPORTS,
  )
}
