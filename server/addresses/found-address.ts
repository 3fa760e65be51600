import type { KeptRule } from '#server/short-links/rules/choose-destination.ts'
import type { AppLinks } from '#shared/contract/link-fields.ts'

/** A short link as visitors meet it: its columns, instants as text. */
export interface LinkTarget {
  id: string
  domain_id: string | null
  slug: string
  destination: string
  title: string
  description: string
  redirect_status: number
  forward_query: boolean
  is_enabled: boolean
  approval: 'approved' | 'pending' | 'rejected'
  expires_at: string | null
  expired_destination: string | null
  click_limit: number | null
  password_hash: string | null
  rules: KeptRule[]
  app_links: AppLinks
  preview: { title: string; description: string; image_url: string } | null
  blocked_at: string | null
  created_at: string
}

/** A registered app that a link opens. */
export interface AppTarget {
  id: string
  platform: 'ios' | 'android'
  name: string
  identifier: string
  store_url: string
}

/** What stands under a host and slug, with what its organization says about it. */
export interface FoundAddress {
  organization_id: string
  kind: string
  target_id: string
  slug: string
  is_released: boolean
  is_suspended: boolean
  is_deleted: boolean
  plan: string
  settings: Record<string, unknown>
  link: LinkTarget | null
  apps: AppTarget[] | null
}
