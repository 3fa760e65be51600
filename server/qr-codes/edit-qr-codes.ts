import type { z } from 'zod'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { invalid, notFound } from '#server/kernel/errors.ts'
import { newId } from '#server/kernel/ids.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import { findLinkTargets } from '#server/short-links/find-links.ts'
import {
  type createQrCode as createContract,
  type QrStyle,
  qrStyle,
  type updateQrCode as updateContract,
} from '#shared/contract/qr-codes.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { whyUnreadable } from '#shared/draw-qr-svg.ts'
import { findQrCode, presentQrCode } from './present-qr-code.ts'
import { deleteQrCodeRow, insertQrCode, type QrCodeChanges, updateQrCodeRow } from './qr-code-queries.ts'
import { readLogo } from './read-logo.ts'

type QrCode = RouteResponse<typeof createContract>

const refuseUnreadable = (style: QrStyle): void => {
  const problem = whyUnreadable(style)
  if (problem !== null) throw invalid('style.foreground', problem)
}

/** Saves a QR code of a link. @throws 404 of the link, 403 `permission_denied`, 400 on `style.foreground`, `logo`. */
export const createQrCode = async (
  ctx: OrganizationContext,
  input: z.output<typeof createContract.body>,
): Promise<QrCode> => {
  authorize(ctx, 'qr_codes.create')
  refuseUnreadable(input.style)
  const logo = input.logo === null ? null : readLogo(input.logo)
  await lockOrganization(ctx)
  authorize(ctx, 'qr_codes.create')
  const link = (await findLinkTargets(ctx, [input.link_id])).get(input.link_id)
  if (link === undefined) throw notFound('link')
  const id = newId('qr')
  await insertQrCode(ctx.tx, {
    organization_id: ctx.organization.id,
    id,
    link_id: link.id,
    name: input.name,
    style: input.style,
    logo: logo?.bytes ?? null,
    logo_type: logo?.type ?? null,
    created_by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
    created_at: ctx.now,
  })
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'qr_code.created',
    targets: [
      { type: 'qr_code', id, name: input.name },
      { type: 'link', id: link.id, name: link.short_url },
    ],
    changes: { name: { before: null, after: input.name } },
  })
  return presentQrCode(ctx, id)
}

type Input = z.output<typeof updateContract.body>

const isSameStyle = (one: QrStyle, other: QrStyle): boolean =>
  Object.entries(one).every(([name, value]) => other[name as keyof QrStyle] === value)

const given = (style: Input['style']): Partial<QrStyle> =>
  Object.fromEntries(Object.entries(style ?? {}).filter(([, value]) => value !== undefined))

/** Changes a QR code; its address stays. @throws 404, 403 `permission_denied`, 400 on `style.foreground`, `logo`. */
export const updateQrCode = async (ctx: OrganizationContext, id: string, input: Input): Promise<QrCode> => {
  authorize(ctx, 'qr_codes.update')
  const logo = typeof input.logo === 'string' ? readLogo(input.logo) : input.logo
  await lockOrganization(ctx)
  authorize(ctx, 'qr_codes.update')
  const row = await findQrCode(ctx, id)
  const before = qrStyle.parse(row.style)
  const after: QrStyle = { ...before, ...given(input.style) }
  refuseUnreadable(after)
  const changes: QrCodeChanges = {
    ...(input.name === undefined || input.name === row.name ? {} : { name: input.name }),
    ...(isSameStyle(before, after) ? {} : { style: after }),
    ...(logo === undefined || (logo === null && !row.has_logo) ? {} : { logo }),
  }
  if (Object.keys(changes).length === 0) return presentQrCode(ctx, id)
  await updateQrCodeRow(ctx.tx, ctx.organization.id, id, changes, ctx.now)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'qr_code.updated',
    targets: [{ type: 'qr_code', id, name: input.name ?? row.name }],
    changes: {
      ...(changes.name === undefined ? {} : { name: { before: row.name, after: changes.name } }),
      ...(changes.style === undefined ? {} : { style: { before, after } }),
      ...(changes.logo === undefined
        ? {}
        : { has_logo: { before: row.has_logo, after: changes.logo !== null } }),
    },
  })
  return presentQrCode(ctx, id)
}

/** Deletes a QR code; printed ones go on working. @throws 404, 403 `permission_denied`. */
export const deleteQrCode = async (ctx: OrganizationContext, id: string): Promise<{ message: string }> => {
  authorize(ctx, 'qr_codes.delete')
  await lockOrganization(ctx)
  authorize(ctx, 'qr_codes.delete')
  const row = await findQrCode(ctx, id)
  await deleteQrCodeRow(ctx.tx, ctx.organization.id, id)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'qr_code.deleted',
    targets: [{ type: 'qr_code', id, name: row.name }],
    changes: { name: { before: row.name, after: null } },
  })
  return { message: `The QR code ${row.name} was deleted. Printed ones go on working.` }
}
