/** The instance's own host, as addresses store it. */
export const DEFAULT_HOST = ''

/** The form in which two slugs are compared: NFKC, lower case; a key is its own key. */
export const slugKeyOf = (slug: string): string =>
  slug.normalize('NFKC').toLowerCase().normalize('NFKC').toLowerCase()
