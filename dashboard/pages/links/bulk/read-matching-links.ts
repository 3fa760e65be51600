import { exportLinks } from '#shared/contract/link-bulk.ts'
import { ApiError, addressOf } from '../../../api.ts'
import type { LinkQuery } from '../list/link-filters.ts'

interface NamedLink {
  id: string
  short_url: string
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    const lines = (rest + decoder.decode(value, { stream: !done })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
    if (done) break
  }
  yield rest
}

/** Every link the filters find, read from the export's lines: one request, however many there are. */
export async function readMatchingLinks(orgId: string, query: LinkQuery): Promise<NamedLink[]> {
  const { sort: _, ...filters } = query
  const response = await fetch(
    addressOf(exportLinks, { params: { orgId }, query: { ...filters, format: 'json' } }),
    {
      credentials: 'same-origin',
    },
  )
  if (!response.ok || response.body === null)
    throw new ApiError(
      response.status,
      'unexpected_answer',
      'The links that match could not be read.',
      {},
      response.headers.get('x-request-id'),
    )
  const links: NamedLink[] = []
  for await (const line of linesOf(response.body)) {
    if (line.trim() === '') continue
    const { id, short_url } = JSON.parse(line) as NamedLink
    links.push({ id, short_url })
  }
  return links
}
