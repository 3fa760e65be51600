import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clickChunk, createChunkBuilder, partId, readChunks } from './click-chunk.ts'

const FEW_LINKS = ['link_a', 'link_b', 'link_c']

const oneClick = fc.record({
  organizationId: fc.constantFrom('org_1', 'org_2'),
  linkId: fc.constantFrom(...FEW_LINKS),
  at: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) }),
  visitor: fc.constantFrom('0'.repeat(32), 'f'.repeat(32)),
  facet: fc.constantFrom('a\tb', '', '\t\t', '"{},\\'),
})

test('chunks that follow each other hold what was added, also written out and read again', () => {
  fc.assert(
    fc.property(fc.array(fc.array(oneClick, { maxLength: 20 }), { maxLength: 5 }), (given) => {
      const builder = createChunkBuilder()
      const chunks = given.map((clicks) => {
        for (const click of clicks) builder.add(click)
        return clickChunk.parse(JSON.parse(JSON.stringify(builder.seal())))
      })
      expect(readChunks(chunks)).toEqual(given)
    }),
  )
})

test('a chunk names its months, and nothing that one before it has named', () => {
  const builder = createChunkBuilder()
  const click = { organizationId: 'org_1', linkId: 'link_a', visitor: 'a'.repeat(32), facet: 'x\ty' }
  builder.add({ ...click, at: Date.UTC(2026, 4, 31, 23, 59) })
  builder.add({ ...click, at: Date.UTC(2026, 5, 1) })
  expect(builder.size()).toBe(2)
  expect(builder.seal()).toMatchObject({
    months: ['2026-05-01', '2026-06-01'],
    links: 'org_1\tlink_a\n',
    facets: 'x\ty\n',
    link: '{1,1}',
    facet: '{1,1}',
  })
  builder.add({ ...click, at: Date.UTC(2026, 5, 2), facet: 'z' })
  expect(builder.seal()).toMatchObject({ links: '', facets: 'z\n', link: '{1}', facet: '{2}' })
})

test('parts of a chunk have the same ids whoever splits it', () => {
  const id = '3b241101-e2bb-4255-8caf-4136c566a962'
  expect(partId(id, 0)).toBe(partId(id, 0))
  expect(new Set([id, partId(id, 0), partId(id, 1), partId(partId(id, 0), 1)]).size).toBe(4)
  expect(clickChunk.shape.id.safeParse(partId(id, 0)).success).toBe(true)
})
