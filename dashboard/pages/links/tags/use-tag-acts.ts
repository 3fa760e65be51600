import { listLinks } from '#shared/contract/links.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { listTags, type listUtmTemplates } from '#shared/contract/tags.ts'

export type LinkTag = RouteResponse<typeof listTags>['data'][number]
export type UtmTemplate = RouteResponse<typeof listUtmTemplates>['data'][number]

/** Read again when a tag changes: links show its name and colour. */
export const TAG_LISTS = [listTags, listLinks]

/** Why a tag or template can't be changed or deleted; null when it can. */
export const whyNotUpdate = ({ can }: LinkTag | UtmTemplate): string | null =>
  can.update ? null : 'You need the permission links.update.'
export const whyNotDelete = ({ can }: LinkTag | UtmTemplate): string | null =>
  can.delete ? null : 'You need the permission links.delete.'
