import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type DescribedClick, monthOf } from './describe-click.ts'

/**
 * Clicks that are written together or not at all, under an id that the database remembers for a day. Links and facets are
 * written once for all chunks that follow each other: each chunk brings those that none before it had.
 */
export const clickChunk = z.object({
  id: z.uuid(),
  /** First days of the clicks' months. */
  months: z.array(z.iso.date()),
  /** Lines of organization and link, parted by a tab. */
  links: z.string(),
  /** Lines as DescribedClick.facet. */
  facets: z.string(),
  // Of each click, as PostgreSQL writes lists: places among all links and facets from 1, epoch milliseconds, visitors.
  link: z.string(),
  facet: z.string(),
  at: z.string(),
  visitor: z.string(),
})
export type ClickChunk = z.infer<typeof clickChunk>

export interface ChunkBuilder {
  add(click: DescribedClick): void
  size(): number
  /** What was added since the last. */
  seal(id?: string): ClickChunk
}

const linesOf = (added: readonly string[]): string => added.map((line) => `${line}\n`).join('')

const listOf = (values: readonly (number | string)[]): string => `{${values.join(',')}}`

const openLists = () => ({
  links: [] as string[],
  facets: [] as string[],
  link: [] as number[],
  facet: [] as number[],
  at: [] as number[],
  visitor: [] as string[],
})

/** Builds chunks that follow each other. */
export const createChunkBuilder = (): ChunkBuilder => {
  const links = new Map<string, number>()
  const owners: string[] = []
  const facets = new Map<string, number>()
  let lists = openLists()

  // A link may go to another organization meanwhile: its id alone does not tell whose click it is.
  const placeOfLink = ({ organizationId, linkId }: DescribedClick): number => {
    const known = links.get(linkId)
    if (known !== undefined && owners[known - 1] === organizationId) return known
    lists.links.push(`${organizationId}\t${linkId}`)
    const place = owners.push(organizationId)
    links.set(linkId, place)
    return place
  }
  const nameFacet = ({ facet }: DescribedClick): number => {
    facets.set(facet, facets.size + 1)
    lists.facets.push(facet)
    return facets.size
  }
  return {
    add: (click) => {
      lists.link.push(placeOfLink(click))
      lists.facet.push(facets.get(click.facet) ?? nameFacet(click))
      lists.at.push(click.at)
      lists.visitor.push(click.visitor)
    },
    size: () => lists.at.length,
    seal: (id = randomUUID()) => {
      const added = lists
      const { at } = added
      lists = openLists()
      return {
        id,
        months: [...new Set(at.map(monthOf))].sort(),
        links: linesOf(added.links),
        facets: linesOf(added.facets),
        link: listOf(added.link),
        facet: listOf(added.facet),
        at: listOf(at),
        visitor: listOf(added.visitor),
      }
    },
  }
}

const readLines = (chunks: readonly ClickChunk[], name: 'links' | 'facets'): string[] =>
  chunks.flatMap((chunk) => chunk[name].split('\n').slice(0, -1))

const readList = (list: string): string[] => (list === '{}' ? [] : list.slice(1, -1).split(','))

/** The clicks of each of some chunks, of which none is missing at the beginning. */
export const readChunks = (chunks: readonly ClickChunk[]): DescribedClick[][] => {
  const [links, facets] = [readLines(chunks, 'links'), readLines(chunks, 'facets')]
  return chunks.map((chunk) => {
    const [at, visitors] = [readList(chunk.at), readList(chunk.visitor)]
    const facet = readList(chunk.facet)
    return readList(chunk.link).map((place, index) => {
      const [organizationId = '', linkId = ''] = (links[Number(place) - 1] ?? '').split('\t')
      return {
        organizationId,
        linkId,
        at: Number(at[index]),
        visitor: visitors[index] ?? '',
        facet: facets[Number(facet[index]) - 1] ?? '',
      }
    })
  })
}

const UUID_PARTS = /^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/

/** An id that follows from another one (UUID version 8, RFC 9562 §5.8): whoever splits the same chunk comes to the same. */
export const partId = (id: string, part: number): string =>
  createHash('sha256').update(`${id} ${part}`).digest('hex').replace(UUID_PARTS, '$1-$2-8$3-8$4-$5')
