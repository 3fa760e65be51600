import { expect, test } from 'vitest'
import { DomainError } from '#server/kernel/errors.ts'
import { dubExport, dubRows } from '#test/dub-export.ts'
import { detectFormat } from './detect-format.ts'
import { openUpload } from './open-upload.ts'
import { readInstant, readNames, readSlug } from './read-cells.ts'
import { readCsv } from './read-csv.ts'

const recordsOf = async (text: string) => {
  const records: { rowNumber: number; cells: string[] }[] = []
  for await (const record of readCsv(text)) records.push(record)
  return records
}
const cellsOf = async (text: string) => (await recordsOf(text)).map(({ cells }) => cells)

const refusalOf = async (content: string): Promise<string> => {
  try {
    await openUpload(content)
    return 'fine'
  } catch (error) {
    if (error instanceof DomainError) return `${error.status} ${error.message}`
    throw error
  }
}

test.each([
  ['commas', 'url,slug\nhttps://a.example/?x=1;2,one\n'],
  ['semicolons', 'url;slug\nhttps://a.example/?x=1;2;one\n'.replace('=1;2', '=1')],
  ['tabs and CRLF', 'url\tslug\r\nhttps://a.example/?x=1\tone\r\n'],
  ['a byte order mark', '\ufeffurl,slug\nhttps://a.example/?x=1,one'],
  ['lone CR', 'url,slug\rhttps://a.example/?x=1,one\r'],
  ['blank lines before', '\n\nurl,slug\n\nhttps://a.example/?x=1,one\n\n'],
])('a file with %s is read', async (_, text) => {
  const [header, row] = await cellsOf(text)
  expect(header).toEqual(['url', 'slug'])
  expect(row?.[0]).toMatch(/^https:\/\/a\.example\/\?x=1/)
  expect(row?.[1]).toBe('one')
})

test('quoted cells hold line breaks, separators, quotes and what takes two code units', async () => {
  const long = `${'x'.repeat(65_500)}${'😀'.repeat(40)}`
  const text = `"url","ti;tle"\r\n"https://a.example","a ""b"",\r\nc"\r\nhttps://b.example,"${long}"\r\n`
  expect(await cellsOf(text)).toEqual([
    ['url', 'ti;tle'],
    ['https://a.example', 'a "b",\r\nc'],
    ['https://b.example', long],
  ])
})

test('rows are numbered as a spreadsheet does, blank ones counted and passed over', async () => {
  const records = await recordsOf('url,slug\na,1\n\n,\nb,2\n')
  expect(records.map(({ rowNumber }) => rowNumber)).toEqual([1, 2, 5])
})

test('columns without a name or with the same one get names of their own', async () => {
  const { columns } = await openUpload('url,,Tags,tags,Tags (2),__proto__\na,b,c,d,e,f\n')
  expect(columns).toEqual(['url', 'Column 2', 'Tags', 'tags (2)', 'Tags (2) (2)', 'Column 6'])
})

test('what is no file of links is refused with the reason', async () => {
  expect(await refusalOf('url,slug\n')).toContain('has no rows')
  expect(await refusalOf('   \n \n')).toContain('has no rows')
  expect(await refusalOf('url,slug\n"https://a.example,one\n')).toContain('never closed')
  expect(await refusalOf('[1, 2]')).toContain('item 1')
  expect(await refusalOf('{"url": "https://a.example"')).toContain('no JSON')
  expect(await refusalOf('[]')).toContain('has no rows')
  expect(await refusalOf(`url\n${'x'.repeat(300_000)}\n`)).toContain('256 kB')
  expect(await refusalOf(`${Array.from({ length: 300 }, (_, at) => `c${at}`).join(',')}\na\n`)).toContain(
    '200',
  )
  const rows = `url\n${'https://a.example\n'.repeat(100_001)}`
  expect(await refusalOf(rows)).toContain('100,000')
})

test.each<[string, string, string, Record<string, string>]>([
  [
    'the export of Dub',
    dubExport(dubRows(2, 'x')),
    'dub',
    {
      'Short link': 'short_url',
      'Destination URL': 'destination',
      Tags: 'tags',
      Archived: 'is_archived',
    },
  ],
  [
    "Dub's API",
    JSON.stringify([
      {
        id: '1',
        domain: 'dub.sh',
        key: 'a',
        url: 'https://a.example',
        shortLink: 'https://dub.sh/a',
        archived: false,
        tags: [{ id: 't', name: 'Red', color: 'red' }],
        externalId: null,
      },
    ]),
    'dub',
    {
      key: 'slug',
      url: 'destination',
      shortLink: 'short_url',
      tags: 'tags',
      archived: 'is_archived',
      externalId: 'external_id',
    },
  ],
  [
    'the export of Bitly',
    'Link,Custom Link,Destination URL,Title,Tags,Created,Engagements\nhttps://bit.ly/3x,https://bit.ly/sale,https://a.example,Sale,"a,b",2026-01-01,4\n',
    'bitly',
    {
      'Custom Link': 'short_url',
      Link: 'short_url',
      'Destination URL': 'destination',
      Title: 'title',
      Tags: 'tags',
    },
  ],
  [
    "Bitly's API",
    JSON.stringify({
      links: [
        {
          created_at: '2026-01-01',
          id: 'bit.ly/3x',
          link: 'https://bit.ly/3x',
          custom_bitlinks: [],
          long_url: 'https://a.example',
          title: 'A',
          archived: false,
          tags: ['a'],
        },
      ],
      pagination: { next: '' },
    }),
    'bitly',
    {
      custom_bitlinks: 'short_url',
      link: 'short_url',
      long_url: 'destination',
      title: 'title',
      tags: 'tags',
      archived: 'is_archived',
    },
  ],
  [
    "Kutt's API",
    JSON.stringify({
      limit: 10,
      skip: 0,
      total: 1,
      data: [
        {
          address: 'a',
          target: 'https://a.example',
          link: 'https://kutt.it/a',
          description: 'A',
          password: true,
          expire_in: null,
          visit_count: 3,
        },
      ],
    }),
    'kutt',
    { address: 'slug', target: 'destination', description: 'title', expire_in: 'expires_at' },
  ],
  [
    "Shlink's web client",
    '"createdAt","domain","shortCode","shortUrl","longUrl","title","tags","visits"\n"2026-01-01","s.test","a","https://s.test/a","https://a.example","A","x|y","3"\n',
    'shlink',
    { shortCode: 'slug', longUrl: 'destination', title: 'title', tags: 'tags' },
  ],
  [
    "Shlink's API",
    JSON.stringify({
      shortUrls: {
        data: [
          {
            shortCode: 'a',
            shortUrl: 'https://s.test/a',
            longUrl: 'https://a.example',
            dateCreated: '2026-01-01',
            tags: ['x'],
            meta: { validUntil: '2027-01-01T00:00:00+00:00', maxVisits: 5 },
            domain: null,
            title: null,
          },
        ],
        pagination: {},
      },
    }),
    'shlink',
    {
      shortCode: 'slug',
      longUrl: 'destination',
      title: 'title',
      tags: 'tags',
      'meta.validUntil': 'expires_at',
      'meta.maxVisits': 'click_limit',
    },
  ],
  [
    "Shlink's importer",
    'Long URL;Tags;Domain;Short code;Title\nhttps://a.example;x|y;;a;A\n',
    'shlink',
    { 'Long URL': 'destination', Tags: 'tags', 'Short code': 'slug', Title: 'title' },
  ],
  [
    'JSON lines of nobody we know',
    '{"target_url":"https://a.example","alias":"a"}\n{"target_url":"https://b.example","labels":["x"]}\n',
    'other',
    { target_url: 'destination', alias: 'slug', labels: 'tags' },
  ],
])('%s is recognised by its columns', async (_, content, format, mapping) => {
  const { columns } = await openUpload(content)
  expect(detectFormat(columns)).toEqual({ format, mapping })
})

test('cells as people and programs write them', () => {
  expect(readNames('a, b; A ,,c')).toEqual(['a', 'b', 'c'])
  expect(readNames('a, b|c')).toEqual(['a, b', 'c'])
  expect(readNames('["x, y","z"]')).toEqual(['x, y', 'z'])
  expect(readSlug('https://dub.sh/a/b%20c/?x=1#y')).toBe('a/b c')
  expect(readSlug('bit.ly/3x')).toBe('3x')
  expect(readSlug('["https://bit.ly/sale"]')).toBe('sale')
  expect(readSlug('https://dub.sh/')).toBeNull()
  expect(readSlug('dub.sh')).toBeNull()
  expect(readInstant('2027-01-31')).toBe('2027-01-31T00:00:00.000Z')
  expect(readInstant('2027-01-31 12:30')).toBe('2027-01-31T12:30:00.000Z')
  expect(readInstant('2027-01-31T12:30:00+0200')).toBe('2027-01-31T10:30:00.000Z')
  expect(readInstant('2027-01-31T12:30:00.123456Z')).toBe('2027-01-31T12:30:00.123Z')
  for (const text of ['31.01.2027', '2027-13-01', '2027-01-31 noon', 'tomorrow'])
    expect(readInstant(text)).toBeNull()
})
