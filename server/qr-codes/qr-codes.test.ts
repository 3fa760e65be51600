import jsqr from 'jsqr'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listAuditLogs } from '#shared/contract/audit.ts'
import type { Link } from '#shared/contract/link-fields.ts'
import { createLink, deleteLink } from '#shared/contract/links.ts'
import {
  createQrCode,
  deleteQrCode,
  drawLinkQrCode,
  drawQrCode,
  getQrCode,
  listQrCodes,
  updateQrCode,
} from '#shared/contract/qr-codes.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'
import { renderPng } from './render-picture.ts'

let world: World
let organization: TestOrganization
let owner: Person
let params: { orgId: string }
let link: Link

const newLink = (body: { slug?: string; title?: string } = {}) =>
  world.must(createLink, { as: owner, params, body: { destination: 'https://example.com/', ...body } })

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson()
  organization = await world.newOrganization(owner)
  params = { orgId: organization.id }
  link = await newLink({ slug: 'menu', title: 'Summer menu' })
})
afterAll(() => world.close())

const png = (width: number, height: number, alpha = 255): Buffer => {
  const picture = new PNG({ width, height })
  for (let at = 0; at < picture.data.length; at += 4) picture.data.set([180, 40, 90, alpha], at)
  return PNG.sync.write(picture)
}
const asPng = (bytes: Buffer): string => `data:image/png;base64,${bytes.toString('base64')}`
// One grey pixel.
const JPEG = [
  'data:image/jpeg;base64,',
  '/9j/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////',
  '2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAAR',
  'CAABAAEDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAA',
  'AAAAAAAAAAAAAf/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AJAEP//Z',
].join('')

const create = (body: object = {}) =>
  world.call(createQrCode, { as: owner, params, body: { link_id: link.id, name: 'Table card', ...body } })
const mustCreate = async (body: object = {}) => {
  const made = await create(body)
  expect(made.status, JSON.stringify(made.error)).toBe(201)
  return made.body
}
const at = (qrCodeId: string) => ({ as: owner, params: { ...params, qrCodeId } })

const fetchPicture = async (path: string) => {
  const answer = await world.app.inject({
    method: 'GET',
    url: `/api/organizations/${organization.id}/${path}`,
    headers: { authorization: `Bearer ${owner.token}` },
  })
  expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200)
  return { bytes: answer.rawPayload, headers: answer.headers }
}
const scan = (bytes: Buffer): { text: string | undefined; side: number } => {
  const { data, width, height } = PNG.sync.read(bytes)
  return { text: jsqr(new Uint8ClampedArray(data), width, height)?.data, side: width }
}

it('is saved, changed and deleted, each in the log', async () => {
  const made = await mustCreate({ style: { foreground: '#0F766E', margin: 2 } })
  expect(made).toMatchObject({
    name: 'Table card',
    link: { id: link.id, short_url: link.short_url, qr_url: link.qr_url, title: 'Summer menu' },
    style: { foreground: '#0F766E', background: '#ffffff', margin: 2, error_level: 'M', size: 1024 },
    has_logo: false,
    scans: 0,
    can: { update: true, delete: true },
  })
  const changed = await world.must(updateQrCode, {
    ...at(made.id),
    body: { name: 'Poster', style: { background: 'transparent' }, logo: asPng(png(40, 20)) },
  })
  expect(changed).toMatchObject({ name: 'Poster', has_logo: true })
  expect(changed.style).toMatchObject({ foreground: '#0F766E', background: 'transparent', margin: 2 })
  expect((await world.must(getQrCode, at(made.id))).logo).toBe(asPng(png(40, 20)))
  await world.must(updateQrCode, { ...at(made.id), body: { name: 'Poster' } })
  expect((await world.must(updateQrCode, { ...at(made.id), body: { logo: null } })).has_logo).toBe(false)
  expect((await world.must(getQrCode, at(made.id))).logo).toBeNull()
  await world.must(deleteQrCode, at(made.id))
  expect((await world.call(getQrCode, at(made.id))).status).toBe(404)
  const log = await world.must(listAuditLogs, { as: owner, params, query: { target: made.id } })
  expect(log.data.map(({ action }) => action).reverse()).toEqual([
    'qr_code.created',
    'qr_code.updated',
    'qr_code.updated',
    'qr_code.deleted',
  ])
  expect(JSON.stringify(log.data)).not.toContain('base64')
})

it('is drawn as PNG and SVG that a scanner reads back as the address of scans', async () => {
  expect(link.qr_url).toBe(`${link.short_url}?qr=1`)
  for (const body of [
    {},
    { style: { error_level: 'L', size: 300 }, logo: asPng(png(200, 200)) },
    { style: { foreground: '#7c2d12', background: '#fde68a', margin: 6 }, logo: JPEG },
    { style: { background: '#eeeeee', error_level: 'H', size: 64, margin: 3 } },
  ]) {
    const made = await mustCreate(body)
    const drawn = await fetchPicture(`qr-codes/${made.id}/picture`)
    expect(drawn.headers['content-type']).toBe('image/png')
    expect(drawn.headers['content-disposition']).toBe('inline; filename="qr-menu.png"')
    expect(scan(drawn.bytes).text).toBe(link.qr_url)
    const vector = await fetchPicture(`qr-codes/${made.id}/picture?format=svg&size=256`)
    expect(vector.headers['content-type']).toContain('image/svg+xml')
    const svg = vector.bytes.toString()
    expect(svg.includes('data:image/')).toBe(made.has_logo)
    expect(scan(await renderPng(svg))).toEqual({ text: link.qr_url, side: 256 })
  }
  expect(scan((await fetchPicture(`qr-codes/${(await mustCreate()).id}/picture?size=700`)).bytes).side).toBe(
    700,
  )
})

it("draws a link's code without saving it, in the style asked for", async () => {
  const plain = await fetchPicture(`links/${link.id}/qr-code`)
  expect(scan(plain.bytes)).toEqual({ text: link.qr_url, side: 1024 })
  const asked = 'format=png&foreground=%230f766e&background=%23fff7ed&margin=8&error_level=H&size=600'
  expect(scan((await fetchPicture(`links/${link.id}/qr-code?${asked}`)).bytes)).toEqual({
    text: link.qr_url,
    side: 600,
  })
  const call = (query: object) =>
    world.call(drawLinkQrCode, { as: owner, params: { ...params, linkId: link.id }, query })
  const faint = await call({ foreground: '#ffff00' })
  expect([faint.status, faint.error?.details['fields']]).toEqual([
    400,
    [{ field: 'foreground', rule: expect.stringContaining('3:1') }],
  ])
  for (const query of [
    { foreground: 'red' },
    { size: 5000 },
    { size: 'x' },
    { format: 'gif' },
    { margin: -1 },
  ])
    expect((await call(query)).status, JSON.stringify(query)).toBe(400)
})

it('refuses colours that no scanner tells apart, also when only one of them changes', async () => {
  const refused = await create({ style: { foreground: '#eeeeee' } })
  expect([refused.status, refused.error?.details['fields']]).toEqual([
    400,
    [{ field: 'style.foreground', rule: expect.stringContaining('3:1') }],
  ])
  const made = await mustCreate({ style: { foreground: '#123456' } })
  const update = (style: object) => world.call(updateQrCode, { ...at(made.id), body: { style } })
  expect((await update({ background: '#223344' })).status).toBe(400)
  expect((await update({ foreground: '#ffffff', background: '#223344' })).status).toBe(200)
  expect((await update({ background: 'transparent' })).status).toBe(400)
  expect((await world.must(getQrCode, at(made.id))).style.background).toBe('#223344')
})

it('takes logos by what their bytes are, up to their limits', async () => {
  const refusalOf = async (logo: string) => {
    const { status, error } = await create({ logo })
    expect(status).toBe(400)
    const fields: unknown = error?.details['fields']
    return Array.isArray(fields) ? fields[0] : undefined
  }
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const noise = Buffer.concat([png(1, 1), Buffer.alloc(200_000, 7)])
  const cut = png(50, 50).subarray(0, 60)
  expect(await refusalOf(asPng(svg))).toMatchObject({
    field: 'logo',
    rule: expect.stringContaining('something else'),
  })
  expect(await refusalOf(asPng(Buffer.alloc(30)))).toMatchObject({
    rule: expect.stringContaining('something else'),
  })
  expect(await refusalOf(asPng(noise))).toMatchObject({ rule: expect.stringContaining('200 kB') })
  expect(await refusalOf(asPng(png(2001, 1)))).toMatchObject({ rule: expect.stringContaining('2001 × 1') })
  expect(await refusalOf(asPng(png(20, 20, 0)))).toMatchObject({ rule: expect.stringContaining('empty') })
  expect(await refusalOf(asPng(cut))).toMatchObject({ field: 'logo' })
  expect(await refusalOf('data:image/jpeg;base64,/9j/4AAQ')).toMatchObject({ field: 'logo' })
  expect(await refusalOf('data:image/svg+xml;base64,AAAA')).toMatchObject({ field: 'logo' })
  expect(await refusalOf('https://example.com/logo.png')).toMatchObject({ field: 'logo' })
  // A JPEG that calls itself PNG is kept as the JPEG it is.
  const made = await mustCreate({ logo: JPEG.replace('image/jpeg', 'image/png') })
  expect((await world.must(getQrCode, at(made.id))).logo).toBe(JPEG)
})

it('is found by its name and by its link, newest first, page by page', async () => {
  const found = await newLink({ slug: 'festival', title: 'Harbour Festival' })
  const other = await newLink({ slug: 'other' })
  for (const name of ['First 100%', 'Second', 'Third'])
    await world.must(createQrCode, { as: owner, params, body: { link_id: found.id, name } })
  await world.must(createQrCode, { as: owner, params, body: { link_id: other.id, name: 'Elsewhere' } })
  const list = (query: { search?: string; link_id?: string; page?: number; limit?: number }) =>
    world.must(listQrCodes, { as: owner, params, query })
  const names = async (query: Parameters<typeof list>[0]) => (await list(query)).data.map(({ name }) => name)
  expect(await names({ link_id: found.id })).toEqual(['Third', 'Second', 'First 100%'])
  expect(await names({ search: 'harbour' })).toEqual(['Third', 'Second', 'First 100%'])
  expect(await names({ search: 'FESTIVAL', limit: 2, page: 2 })).toEqual(['First 100%'])
  expect(await names({ search: '0%' })).toEqual(['First 100%'])
  expect((await list({ link_id: found.id, limit: 1 })).total).toBe(3)
})

it('goes with its link', async () => {
  const doomed = await newLink({ slug: 'doomed' })
  const made = await mustCreate({ link_id: doomed.id })
  await world.must(deleteLink, { as: owner, params: { ...params, linkId: doomed.id } })
  expect((await world.call(getQrCode, at(made.id))).status).toBe(404)
  expect((await world.call(drawQrCode, at(made.id))).status).toBe(404)
})

it('answers 400, 401, 403 and 404', async () => {
  const made = await mustCreate()
  const viewer = await world.addMember(organization, 'viewer')
  const member = await world.addMember(organization, 'member')
  const stranger = await world.newOrganization(await world.newPerson())
  const code = { ...params, qrCodeId: made.id }
  const body = { link_id: link.id, name: 'x' }
  expect((await world.call(createQrCode, { params, body })).status).toBe(401)
  expect((await world.call(drawQrCode, { params: code })).status).toBe(401)
  expect((await world.call(createQrCode, { as: viewer, params, body })).status).toBe(403)
  expect((await world.call(updateQrCode, { as: viewer, params: code, body: { name: 'y' } })).status).toBe(403)
  expect((await world.call(drawQrCode, { as: viewer, params: code })).status).toBe(200)
  const refused = await world.call(deleteQrCode, { as: member, params: code })
  expect([refused.status, refused.error?.details['permission']]).toEqual([403, 'qr_codes.delete'])
  const missing = { ...body, link_id: 'link_01jd0000000000000000000000' }
  expect((await world.call(createQrCode, { as: owner, params, body: missing })).status).toBe(404)
  const foreign = { as: stranger.owner, params: { orgId: stranger.id } }
  expect((await world.call(createQrCode, { ...foreign, body })).status).toBe(404)
  const linkParams = { orgId: stranger.id, linkId: link.id }
  expect((await world.call(drawLinkQrCode, { as: stranger.owner, params: linkParams })).status).toBe(404)
  for (const orgId of [stranger.id, organization.id]) {
    const its = { as: stranger.owner, params: { orgId, qrCodeId: made.id } }
    expect((await world.call(getQrCode, its)).status).toBe(404)
    expect((await world.call(drawQrCode, its)).status).toBe(404)
    expect((await world.call(updateQrCode, { ...its, body: { name: 'z' } })).status).toBe(404)
    expect((await world.call(deleteQrCode, its)).status).toBe(404)
  }
  for (const bad of [
    { name: '' },
    { style: { margin: 21 } },
    { style: { background: 'url(x)' } },
    { logo: 'x' },
  ])
    expect((await create(bad)).status, JSON.stringify(bad)).toBe(400)
})
