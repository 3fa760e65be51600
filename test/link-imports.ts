import { runLinkImport } from '#server/short-links/import/run-link-import.ts'
import {
  exportFailedRows,
  exportLinks,
  getLinkImport,
  startLinkImport,
  uploadLinkImport,
} from '#shared/contract/link-bulk.ts'
import type { Link } from '#shared/contract/link-fields.ts'
import type { RouteRequest, RouteResponse } from '#shared/contract/route.ts'
import type { Person, TestOrganization, World } from './world.ts'

export type TestImport = RouteResponse<typeof getLinkImport>
type StartBody = RouteRequest<typeof startLinkImport>['body']
interface Wish {
  mapping?: StartBody['mapping']
  options?: StartBody['options']
  isDryRun?: boolean
}

/** Imports of one organization, as its owner does them. */
export const importsOf = (world: World, organization: TestOrganization, as: Person = organization.owner) => {
  const params = { orgId: organization.id }
  const upload = (content: string, name = 'links.csv') =>
    world.must(uploadLinkImport, { as, params, body: { file_name: name, content } })
  const begin = (uploaded: TestImport, { mapping, options, isDryRun = false }: Wish = {}) =>
    world.call(startLinkImport, {
      as,
      params: { ...params, importId: uploaded.id },
      body: { mapping: mapping ?? uploaded.mapping, options: options ?? {}, is_dry_run: isDryRun },
    })
  const get = (id: string) => world.must(getLinkImport, { as, params: { ...params, importId: id } })
  /** Runs the job as the queue does, until the import does not run any more. */
  const finish = async (id: string): Promise<TestImport> => {
    const data = { organization_id: organization.id, import_id: id }
    for (;;) {
      await runLinkImport(world.runtime, data, { id, attempt: 1, isLastAttempt: false })
      const shown = await get(id)
      if (shown.status !== 'running') return shown
    }
  }
  const start = async (uploaded: TestImport, wish: Wish = {}): Promise<TestImport> => {
    const { status, body, error } = await begin(uploaded, wish)
    if (status !== 202) throw new Error(`the import was not started: ${error?.message}`)
    return body
  }
  return {
    upload,
    begin,
    start,
    get,
    finish,
    run: async (uploaded: TestImport, wish: Wish = {}): Promise<TestImport> => {
      await start(uploaded, wish)
      return finish(uploaded.id)
    },
    links: async (): Promise<Omit<Link, 'can'>[]> => {
      const query = { format: 'json', archived: 'all' } as const
      // One line alone is taken for the answer's JSON.
      const body: unknown = await world.must(exportLinks, { as: organization.owner, params, query })
      const lines = typeof body === 'string' ? body.split('\n').filter((line) => line !== '') : []
      return typeof body === 'string' ? lines.map((line) => JSON.parse(line)) : [body as Omit<Link, 'can'>]
    },
    failedRows: async (id: string): Promise<string> => {
      const answer = await world.call(exportFailedRows, { as, params: { ...params, importId: id } })
      return String(answer.body)
    },
  }
}
