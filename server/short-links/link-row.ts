import type { z } from 'zod'
import type { AppLinks, LINK_STATUSES, Link, LinkRule, linkInput } from '#shared/contract/link-fields.ts'

/** What a person gives for a link, checked against the contract. */
export type LinkInput = z.output<z.ZodObject<typeof linkInput>>
/** Some of it, for a change: what is left out stays, null clears. */
export type LinkChanges = Partial<LinkInput>

export type StoredRule = LinkRule & { id: string }

/** The columns of a link that its people write. */
export interface LinkColumns {
  domain_id: string | null
  slug: string
  slug_key: string
  destination: string
  title: string
  description: string
  notes: string
  project_id: string | null
  external_id: string | null
  redirect_status: number
  forward_query: boolean
  is_enabled: boolean
  approval: 'approved' | 'pending' | 'rejected'
  approval_note: string
  decided_by: string | null
  decided_at: Date | null
  expires_at: Date | null
  expired_destination: string | null
  click_limit: number | null
  password_hash: string | null
  rules: StoredRule[]
  app_links: AppLinks
  preview: Link['preview']
  archived_at: Date | null
}

/** A link as the database knows it, with the names of what it points at. */
export interface LinkRow extends LinkColumns {
  organization_id: string
  id: string
  created_by: string | null
  created_via: 'dashboard' | 'api' | 'import'
  blocked_at: Date | null
  created_at: Date
  updated_at: Date
  hostname: string | null
  project_name: string | null
  project_color: string | null
  created_by_name: string | null
  clicks: number | null
  uniques: number | null
  last_clicked_at: Date | null
  status: (typeof LINK_STATUSES)[number]
}

export interface TagOfLink {
  link_id: string
  id: string
  name: string
  color: string
}
