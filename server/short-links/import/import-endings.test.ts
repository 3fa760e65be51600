import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { registerJobs } from '#server/worker.ts'
import { createPersonalKey, createServiceKey } from '#shared/contract/api-keys.ts'
import { listAuditLogs } from '#shared/contract/audit.ts'
import {
  cancelLinkImport,
  exportFailedRows,
  getLinkImport,
  listLinkImports,
  startLinkImport,
  uploadLinkImport,
} from '#shared/contract/link-bulk.ts'
import { changeMemberRole, removeMember } from '#shared/contract/members.ts'
import { dubExport, dubRows } from '#test/dub-export.ts'
import { importsOf } from '#test/link-imports.ts'
import { newWorld, type TestOrganization, type World } from '#test/world.ts'
import { forgetLinkImports } from './forget-link-imports.ts'
import { beginRun, importChunk, type RunState } from './import-chunks.ts'
import { readCsv } from './read-csv.ts'

let world: World

beforeAll(async () => {
  world = await newWorld()
})
afterAll(async () => {
  await world.runtime.queue.drain(0)
  await world.close()
})

const newOrganization = async (plan?: string): Promise<TestOrganization> =>
  world.newOrganization(await world.newPerson(), plan === undefined ? {} : { plan })

/** Imports the first rows of a file in one chunk, and goes no further: as a process that is lost then. */
const importFirstRows = async (orgId: string, importId: string, count: number): Promise<RunState> => {
  const place = { runtime: world.runtime, organizationId: orgId, importId }
  const state = await beginRun(place)
  if (state === null) throw new Error('the import does not run')
  const records = []
  for await (const record of readCsv(state.content)) records.push(record)
  await importChunk(place, state, records.slice(1, count + 1))
  return state
}

test('an import goes on where a lost process left it, and makes no link twice', async () => {
  const organization = await newOrganization()
  const imports = importsOf(world, organization)
  const uploaded = await imports.upload(dubExport(dubRows(700, 'lost')))
  await imports.start(uploaded)
  await importFirstRows(organization.id, uploaded.id, 300)
  expect(await imports.get(uploaded.id)).toMatchObject({
    status: 'running',
    done_rows: 300,
    created_count: 300,
  })
  expect(await imports.finish(uploaded.id)).toMatchObject({
    created_count: 700,
    failed_count: 0,
    done_rows: 700,
  })
  expect(new Set((await imports.links()).map(({ slug }) => slug)).size).toBe(700)
})

test('a run that finds another one further on stops', async () => {
  const organization = await newOrganization()
  const imports = importsOf(world, organization)
  const uploaded = await imports.upload(dubExport(dubRows(100, 'twice')))
  await imports.start(uploaded)
  const place = { runtime: world.runtime, organizationId: organization.id, importId: uploaded.id }
  const late = await beginRun(place)
  if (late === null) throw new Error('the import does not run')
  await imports.finish(uploaded.id)
  await importChunk(place, late, [{ rowNumber: 2, cells: ['https://dub.sh/again', 'https://example.com'] }])
  expect(late.isOver).toBe(true)
  expect(await imports.links()).toHaveLength(100)
})

test('a process killed in the middle of an import: the next one ends it, each row once', async () => {
  const organization = await newOrganization()
  const imports = importsOf(world, organization)
  const uploaded = await imports.upload(dubExport(dubRows(5000, 'kill')))
  await imports.start(uploaded)
  const outfile = path.resolve('node_modules/.cache/guildhall', `import-${process.pid}.mjs`)
  const contents = `
    import { loadConfig } from '#server/kernel/config.ts'
    import { assembleRuntime, createLog } from '#server/open-runtime.ts'
    import { runLinkImport } from '#server/short-links/import/run-link-import.ts'
    const config = loadConfig(process.env)
    const runtime = assembleRuntime(config, config.databaseUrl, createLog('silent'), () => new Date())
    const [organization_id, import_id] = process.argv.slice(2)
    await runLinkImport(runtime, { organization_id, import_id }, { id: 'a', attempt: 1, isLastAttempt: false })`
  const stdin = { contents, resolveDir: process.cwd(), loader: 'ts' as const }
  await build({ stdin, outfile, bundle: true, format: 'esm', platform: 'node', packages: 'external' })
  const { config } = world.runtime
  const child = spawn(process.execPath, [outfile, organization.id, uploaded.id], {
    env: {
      ...process.env,
      DATABASE_URL: config.databaseUrl ?? '',
      GUILDHALL_DATA: config.dataFolder,
      SECRET: config.secret,
    },
  })
  const isSomeDone = async () => expect((await imports.get(uploaded.id)).done_rows).toBeGreaterThan(0)
  await vi.waitFor(isSomeDone, { timeout: 30_000, interval: 5 })
  child.kill('SIGKILL')
  await rm(outfile, { force: true })
  expect((await imports.get(uploaded.id)).status).toBe('running')
  const done = await imports.finish(uploaded.id)
  expect(done).toMatchObject({ status: 'done', created_count: 5000, failed_count: 0, done_rows: 5000 })
  expect(new Set((await imports.links()).map(({ slug }) => slug)).size).toBe(5000)
}, 90_000)

test('the queue runs what was started, and a cancelled import stops', async () => {
  registerJobs(world.runtime)
  await world.runtime.queue.start()
  const organization = await newOrganization()
  const imports = importsOf(world, organization)
  const quick = await imports.start(await imports.upload(dubExport(dubRows(20, 'queue'))))
  const isDone = async () => expect((await imports.get(quick.id)).status).toBe('done')
  await vi.waitFor(isDone, { timeout: 20_000 })
  const long = await imports.start(await imports.upload(dubExport(dubRows(20_000, 'cancel'))))
  const isRunning = async () => expect((await imports.get(long.id)).done_rows).toBeGreaterThan(0)
  await vi.waitFor(isRunning, { timeout: 20_000, interval: 20 })
  const at = { as: organization.owner, params: { orgId: organization.id, importId: long.id } }
  const cancelled = await world.must(cancelLinkImport, at)
  expect(cancelled).toMatchObject({ status: 'cancelled', can: { start: false, cancel: false } })
  expect(cancelled.done_rows).toBeLessThan(20_000)
  expect(await imports.links()).toHaveLength(20 + cancelled.created_count)
  expect((await world.call(cancelLinkImport, at)).error?.code).toBe('import_ended')
  // The queue's own connection is free again only once the run has noticed.
  await world.runtime.queue.drain()
  expect(await imports.links()).toHaveLength(20 + cancelled.created_count)
  const log = await world.must(listAuditLogs, {
    as: organization.owner,
    params: { orgId: organization.id },
    query: { target: long.id },
  })
  expect(log.data.map(({ action }) => action)).toEqual(['link.import_cancelled', 'link.import_started'])
}, 60_000)

test('who loses the right, or leaves, imports nothing more; the rest says why', async () => {
  const organization = await newOrganization()
  const params = { orgId: organization.id }
  const as = organization.owner
  for (const loss of ['role', 'membership'] as const) {
    const member = await world.addMember(organization, 'member')
    const imports = importsOf(world, organization, member)
    const uploaded = await imports.upload(dubExport(dubRows(50, loss)))
    await imports.start(uploaded)
    await importFirstRows(organization.id, uploaded.id, 20)
    const memberParams = { ...params, memberId: member.memberId }
    if (loss === 'membership') await world.must(removeMember, { as, params: memberParams })
    else {
      const role_id = await world.roleId(organization, 'viewer')
      await world.must(changeMemberRole, { as, params: memberParams, body: { role_id } })
    }
    const seen = importsOf(world, organization)
    const ended = await seen.finish(uploaded.id).catch(() => seen.get(uploaded.id))
    const reason =
      loss === 'role'
        ? 'Whoever started the import no longer has the permission links.create.'
        : 'Whoever started the import is no longer a member here.'
    expect(ended).toMatchObject({ status: 'failed', problem: reason, created_count: 20, failed_count: 30 })
    expect(ended.failures[0]).toEqual({ row_number: 22, problem: `Not imported: ${reason}` })
  }
})

test('the plan’s limit ends an import with as many links as fit; a trial run foretells it', async () => {
  const organization = await newOrganization('free')
  const imports = importsOf(world, organization)
  const uploaded = await imports.upload(
    dubExport(dubRows(1600, 'limit').map((row) => ({ ...row, tags: '' }))),
  )
  const tried = await imports.run(uploaded, { isDryRun: true })
  expect(tried).toMatchObject({ status: 'failed', created_count: 1000, failed_count: 600 })
  expect(tried.problem).toContain('allows 1000 links')
  expect(await imports.links()).toEqual([])
  const done = await imports.run(await imports.get(uploaded.id))
  expect(done).toMatchObject({ status: 'failed', created_count: 1000, failed_count: 600, done_rows: 1600 })
  expect(done.problem).toContain('allows 1000 links')
  expect(done.failures[0]?.row_number).toBe(1002)
  expect(await imports.links()).toHaveLength(1000)
})

test('a trial that is gone on with by another run still knows what its earlier rows would have taken', async () => {
  const organization = await newOrganization()
  const imports = importsOf(world, organization)
  const rows = [...dubRows(300, 'again'), ...dubRows(10, 'again')]
  const uploaded = await imports.upload(dubExport(rows))
  await imports.start(uploaded, { isDryRun: true })
  await importFirstRows(organization.id, uploaded.id, 200)
  expect(await imports.finish(uploaded.id)).toMatchObject({ created_count: 300, failed_count: 10 })
})

test('a key’s scopes bind the import that was started through it', async () => {
  const organization = await newOrganization()
  const key = await world.must(createPersonalKey, {
    as: organization.owner,
    body: { name: 'Import', scopes: ['links.create', 'links.read'] },
  })
  const as = { ...organization.owner, token: key.secret }
  const imports = importsOf(world, organization, as)
  const uploaded = await imports.upload('url,tags\nhttps://example.com,new\n')
  const refused = await imports.begin(uploaded)
  expect([refused.status, refused.error?.details['permission']]).toEqual([403, 'links.update'])
  const done = await imports.run(uploaded, { options: { create_tags: false } })
  expect(done).toMatchObject({ created_count: 1 })
})

test('files are forgotten after a week, imports after ninety days, and what hangs is given up', async () => {
  const organization = await newOrganization()
  const imports = importsOf(world, organization)
  const params = { orgId: organization.id }
  const waiting = await imports.upload('url\nhttps://example.com/1\n')
  const tried = await imports.upload('url\nnothing\n')
  await imports.run(tried, { isDryRun: true })
  const stuck = await imports.start(await imports.upload('url\nhttps://example.com/2\n'))
  const age = (days: number) =>
    world.runtime.ownerDatabase.kysely
      .updateTable('link_imports')
      .set({
        created_at: new Date(Date.now() - days * 86_400_000),
        started_at: new Date(Date.now() - days * 86_400_000),
      })
      .where('organization_id', '=', organization.id)
      .execute()
  await forgetLinkImports(world.runtime)
  expect((await imports.get(stuck.id)).status).toBe('running')
  await age(8)
  await forgetLinkImports(world.runtime)
  const at = { as: organization.owner, params: { ...params, importId: waiting.id } }
  expect((await world.call(getLinkImport, at)).status).toBe(404)
  expect(await imports.get(tried.id)).toMatchObject({ can: { start: false }, sample: [], failed_count: 1 })
  expect(await imports.get(stuck.id)).toMatchObject({
    status: 'failed',
    problem: expect.stringContaining('given up'),
  })
  await age(91)
  await forgetLinkImports(world.runtime)
  const listed = await world.must(listLinkImports, { as: organization.owner, params })
  expect(listed.data).toEqual([])
})

test('only ten files wait: the oldest makes room', async () => {
  const organization = await newOrganization()
  const imports = importsOf(world, organization)
  for (let count = 0; count < 12; count += 1)
    await imports.upload('url\nhttps://example.com\n', `${count}.csv`)
  const listed = await world.must(listLinkImports, {
    as: organization.owner,
    params: { orgId: organization.id },
  })
  expect(listed.data.map(({ file_name }) => file_name)).toEqual(
    [11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((count) => `${count}.csv`),
  )
})

test('two starts at once: one import runs', async () => {
  const imports = importsOf(world, await newOrganization())
  const uploaded = await imports.upload('url\nhttps://example.com\n')
  const answers = await Promise.all([1, 2, 3, 4].map(() => imports.begin(uploaded)))
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(1)
  expect(answers.filter(({ error }) => error?.code === 'import_running')).toHaveLength(3)
  await imports.finish(uploaded.id)
  const ended = await imports.begin(uploaded)
  expect([ended.status, ended.error?.code]).toEqual([409, 'import_ended'])
})

test('refusals: bad mappings, keys of the organization, others’ files, no session, no permission, no member', async () => {
  const organization = await newOrganization()
  const params = { orgId: organization.id }
  const imports = importsOf(world, organization)
  const uploaded = await imports.upload('url,slug,other\nhttps://example.com,one,x\n')
  const fieldOf = async (wish: Parameters<typeof imports.begin>[1]) => {
    const { error } = await imports.begin(uploaded, wish)
    return ((error?.details['fields'] ?? []) as { field: string }[])[0]?.field
  }
  expect(await fieldOf({ mapping: { slug: 'slug' } })).toBe('mapping')
  expect(await fieldOf({ mapping: { url: 'destination', nothing: 'slug' } })).toBe('mapping')
  expect(await fieldOf({ mapping: { url: 'destination', slug: 'destination' } })).toBe('mapping')
  expect(await fieldOf({ options: { project_id: 'prj_01jd0000000000000000000000' } })).toBe('project_id')
  expect(await fieldOf({ options: { tag_ids: ['tag_01jd0000000000000000000000'] } })).toBe('tag_ids')
  const foreignDomain = await imports.begin(uploaded, {
    options: { domain_id: 'dom_01jd0000000000000000000000' },
  })
  expect(foreignDomain.status).toBe(404)
  const key = await world.must(createServiceKey, {
    as: organization.owner,
    params,
    body: { name: 'Sync', scopes: ['links.create'] },
  })
  const body = { file_name: 'a.csv', content: 'url\nhttps://example.com\n' }
  const byKey = await world.call(uploadLinkImport, { as: key.secret, params, body })
  expect([byKey.status, byKey.error?.code]).toEqual([403, 'person_required'])
  const colleague = await world.addMember(organization, 'admin')
  const byColleague = await importsOf(world, organization, colleague).begin(uploaded)
  expect([byColleague.status, byColleague.error?.code]).toEqual([403, 'not_your_import'])
  const viewer = await world.addMember(organization, 'viewer')
  const stranger = await world.newPerson()
  const at = { ...params, importId: uploaded.id }
  const startBody = { mapping: uploaded.mapping, options: {} }
  for (const [as, status] of [
    [undefined, 401],
    [viewer, 403],
    [stranger, 404],
  ] as const) {
    const who = as === undefined ? {} : { as }
    expect((await world.call(uploadLinkImport, { ...who, params, body })).status).toBe(status)
    expect((await world.call(startLinkImport, { ...who, params: at, body: startBody })).status).toBe(status)
    expect((await world.call(listLinkImports, { ...who, params })).status).toBe(status)
    for (const contract of [getLinkImport, cancelLinkImport, exportFailedRows])
      expect((await world.call(contract, { ...who, params: at })).status).toBe(status)
  }
})
