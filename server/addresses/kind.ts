import type { OrganizationContext } from '#server/kernel/context.ts'
import type { SafeHtml } from '#server/kernel/mailer/escape-html.ts'

/** What stands under a host and slug: the kind that answers there, and which record of it. */
export interface Address {
  kind: string
  target_id: string
  slug: string
}

/** What a visitor meets. `body` is what the page holds between its header and its foot. */
export type PublicAnswer =
  | { type: 'page'; title: string; description: string; body: SafeHtml; maxAgeSeconds: number }
  | { type: 'redirect'; location: string; maxAgeSeconds: number }

/**
 * One kind of address. A new kind is a folder of its own with an object like this, and one line in registry.ts:
 * its verbs claim, move and release addresses, and this answers those who come there.
 */
export interface AddressKind {
  /** As stored in `addresses.kind`: snake_case, never changed. */
  name: string
  /**
   * Answers a visitor, who has no standing in the organization; null where nothing is there (404).
   * `rest`: the segments of the path after the slug.
   */
  present(
    visitor: OrganizationContext,
    address: Address,
    rest: readonly string[],
  ): Promise<PublicAnswer | null>
}
