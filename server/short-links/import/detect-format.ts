import type { z } from 'zod'
import type { IMPORT_FIELDS, linkImport } from '#shared/contract/link-bulk.ts'

export type ImportFormat = z.output<typeof linkImport>['format']
export type ImportField = (typeof IMPORT_FIELDS)[number]
export type ImportMapping = Record<string, ImportField>

/** Names are compared without regard to case, spaces and punctuation: `Short link`, `short_link` and `shortLink`. */
const keyOf = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

interface Shape {
  format: ImportFormat
  /** All of one of these lists must be there. */
  signs: readonly (readonly string[])[]
  /** What each column fills; columns that are not named are left out. */
  columns: Readonly<Record<string, ImportField>>
}

/**
 * Exports as they are: Dub's dashboard and API, Bitly's dashboard and API, Kutt's API (its `password` only tells that
 * there is one), Shlink's web client, API and its importer's CSV.
 */
const SHAPES: readonly Shape[] = [
  {
    format: 'guildhall',
    signs: [['shorturl', 'externalid', 'expireddestination', 'uniqueclicks']],
    columns: {
      destination: 'destination',
      slug: 'slug',
      title: 'title',
      description: 'description',
      notes: 'notes',
      tags: 'tags',
      project: 'project',
      projectname: 'project',
      externalid: 'external_id',
      expiresat: 'expires_at',
      expireddestination: 'expired_destination',
      clicklimit: 'click_limit',
      isarchived: 'is_archived',
      isenabled: 'is_enabled',
    },
  },
  {
    format: 'dub',
    signs: [
      ['shortlink', 'destinationurl'],
      ['shortlink', 'url', 'domain', 'key'],
      ['domain', 'key', 'url', 'archived'],
    ],
    columns: {
      shortlink: 'short_url',
      key: 'slug',
      destinationurl: 'destination',
      url: 'destination',
      title: 'title',
      description: 'description',
      comments: 'notes',
      tags: 'tags',
      externalid: 'external_id',
      expiresat: 'expires_at',
      expiredurl: 'expired_destination',
      password: 'password',
      archived: 'is_archived',
    },
  },
  {
    format: 'bitly',
    signs: [
      ['link', 'destinationurl', 'customlink'],
      ['link', 'longurl', 'title'],
      ['bitlink', 'longurl'],
      ['bitlink', 'destinationurl'],
      ['link', 'destinationurl', 'engagements'],
    ],
    columns: {
      customlink: 'short_url',
      custombitlinks: 'short_url',
      link: 'short_url',
      bitlink: 'short_url',
      destinationurl: 'destination',
      longurl: 'destination',
      title: 'title',
      tags: 'tags',
      archived: 'is_archived',
    },
  },
  {
    format: 'kutt',
    signs: [['address', 'target']],
    columns: {
      address: 'slug',
      target: 'destination',
      description: 'title',
      expirein: 'expires_at',
    },
  },
  {
    format: 'shlink',
    signs: [
      ['shortcode', 'longurl', 'shorturl'],
      ['longurl', 'shortcode'],
    ],
    columns: {
      shortcode: 'slug',
      longurl: 'destination',
      title: 'title',
      tags: 'tags',
      metavaliduntil: 'expires_at',
      metamaxvisits: 'click_limit',
    },
  },
]

/** For files of nobody we know. */
const GUESSES: Readonly<Record<string, ImportField>> = {
  destination: 'destination',
  destinationurl: 'destination',
  longurl: 'destination',
  originalurl: 'destination',
  target: 'destination',
  targeturl: 'destination',
  url: 'destination',
  shorturl: 'short_url',
  shortlink: 'short_url',
  slug: 'slug',
  key: 'slug',
  alias: 'slug',
  keyword: 'slug',
  shortcode: 'slug',
  path: 'slug',
  backhalf: 'slug',
  title: 'title',
  name: 'title',
  description: 'description',
  notes: 'notes',
  comments: 'notes',
  tags: 'tags',
  labels: 'tags',
  project: 'project',
  externalid: 'external_id',
  expiresat: 'expires_at',
  expirationdate: 'expires_at',
  expireddestination: 'expired_destination',
  clicklimit: 'click_limit',
  maxclicks: 'click_limit',
  password: 'password',
  archived: 'is_archived',
  isarchived: 'is_archived',
  enabled: 'is_enabled',
  isenabled: 'is_enabled',
}

/** Fields that several columns may fill together. */
export const isFilledTogether = (field: ImportField): boolean => field === 'tags' || field === 'short_url'

const suggest = (columns: readonly string[], known: Readonly<Record<string, ImportField>>): ImportMapping => {
  const mapping: ImportMapping = {}
  const filled = new Set<ImportField>()
  // In the shape's order: where two columns could fill a field, the better one stands first there.
  for (const [key, field] of Object.entries(known)) {
    const column = columns.find((name) => keyOf(name) === key)
    if (column === undefined || (filled.has(field) && !isFilledTogether(field))) continue
    mapping[column] = field
    filled.add(field)
  }
  return mapping
}

/** Whose export it is, by its columns, and what each column fills. */
export const detectFormat = (
  columns: readonly string[],
): { format: ImportFormat; mapping: ImportMapping } => {
  const keys = new Set(columns.map(keyOf))
  const shape = SHAPES.find(({ signs }) => signs.some((sign) => sign.every((key) => keys.has(key))))
  return shape === undefined
    ? { format: 'other', mapping: suggest(columns, GUESSES) }
    : { format: shape.format, mapping: suggest(columns, shape.columns) }
}
