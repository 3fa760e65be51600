import type { Router } from '#server/http/router.ts'
import * as contract from '#shared/contract/tags.ts'
import { createTag, deleteTag, updateTag } from './tags/edit-tags.ts'
import {
  createUtmTemplate,
  deleteUtmTemplate,
  listUtmTemplates,
  updateUtmTemplate,
} from './tags/edit-utm-templates.ts'
import { listTags } from './tags/list-tags.ts'

export const registerTagsRoutes = (router: Router): void => {
  router.organization(contract.listTags, (ctx, { query }) => listTags(ctx, query))
  router.organization(contract.createTag, (ctx, { body }) => createTag(ctx, body))
  router.organization(contract.updateTag, (ctx, { params, body }) => updateTag(ctx, params.tagId, body))
  router.organization(contract.deleteTag, (ctx, { params }) => deleteTag(ctx, params.tagId))
  router.organization(contract.listUtmTemplates, (ctx) => listUtmTemplates(ctx))
  router.organization(contract.createUtmTemplate, (ctx, { body }) => createUtmTemplate(ctx, body))
  router.organization(contract.updateUtmTemplate, (ctx, { params, body }) =>
    updateUtmTemplate(ctx, params.templateId, body),
  )
  router.organization(contract.deleteUtmTemplate, (ctx, { params }) =>
    deleteUtmTemplate(ctx, params.templateId),
  )
}
