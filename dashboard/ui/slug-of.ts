/** A name in letters a–z, digits and single hyphens, as a first proposal for a slug; at most 48 characters. */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 48)
    .replace(/^-+|-+$/g, '')

/** Why the text can't be a slug; null when it can. */
export function whyNotSlug(slug: string): string | null {
  if (slug.length < 2 || slug.length > 48) return 'Must be 2 to 48 characters'
  return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug)
    ? null
    : 'Only letters a–z, digits and single hyphens between them'
}
