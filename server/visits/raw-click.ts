/** A redirect that was answered, as the redirect path hands it over; nothing has been looked up or hashed yet. */
export interface RawClick {
  organizationId: string
  linkId: string
  /** Id of the custom domain, or '' for the instance's own host. */
  domainId: string
  /** Epoch milliseconds. */
  at: number
  ip: string
  userAgent: string
  referrer: string
  acceptLanguage: string
  /** Query of the short address, without `?`. */
  query: string
  /** Where the visitor was led; its UTM fields count where the query has none. */
  destination: string
  /** A prefetch or prerender (Sec-Purpose, Purpose, X-Moz): counted as a bot. */
  isPrefetch: boolean
  /** DNT: 1 or Sec-GPC: 1. */
  asksNotToBeTracked: boolean
  trigger: 'link' | 'qr'
  /** The smart link's rule that chose the destination, or ''. */
  ruleId: string
}
