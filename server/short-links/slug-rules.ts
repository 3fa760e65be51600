import { slugKeyOf } from '#server/addresses/slug-key.ts'
import { DomainError } from '#server/kernel/errors.ts'
import { isReservedSlug } from '#shared/reserved-slugs.ts'

const MAX_LENGTH = 100
const SHARED = /^[a-z0-9](?:[a-z0-9._~-]*[a-z0-9])?$/i
// No format characters and nothing that is not seen, save the sign that makes an emoji of a symbol.
const LETTER =
  '(?!(?!\\uFE0F)\\p{Default_Ignorable_Code_Point})[\\p{L}\\p{N}\\p{M}\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\p{Regional_Indicator}._~-]'
const OWN = new RegExp(`^(?:${LETTER})+(?:/(?:${LETTER})+)*$`, 'u')

interface SlugProblem {
  code: 'invalid_input' | 'slug_reserved'
  rule: string
}

const broken = (rule: string): SlugProblem => ({ code: 'invalid_input', rule })
const RESERVED: SlugProblem = {
  code: 'slug_reserved',
  rule: 'is kept for the product itself; choose another',
}

// A file at the root, such as robots.txt, is the product's as its bare name is.
const isProducts = (slug: string): boolean =>
  isReservedSlug(slug) || isReservedSlug(slug.split('.', 1)[0] ?? '')

const findProblemOnShared = (slug: string): SlugProblem | null => {
  if (!SHARED.test(slug)) {
    return broken(
      'must be letters a–z, digits and . _ ~ - on the shared host, starting and ending with a letter or digit',
    )
  }
  return isProducts(slug) ? RESERVED : null
}

const isDots = (segment: string): boolean => segment === '.' || segment === '..'

const findProblemOnOwn = (slug: string): SlugProblem | null => {
  // Compatibility forms turn into other characters in the key: both forms keep the rules.
  const forms = [slug, slugKeyOf(slug)]
  if (!forms.every((form) => OWN.test(form)))
    return broken('must be letters, digits, emoji and . _ ~ -, with single slashes between them')
  if (forms.some((form) => form.split('/').some(isDots))) return broken('must not hold the segments . or ..')
  if (forms.some((form) => form.length > MAX_LENGTH)) return broken('must not be longer than 100 characters')
  return slugKeyOf(slug).split('/')[0] === '.well-known' ? RESERVED : null
}

/** The rule that a slug breaks on the shared host or on one's own domain, or null. */
export const findSlugProblem = (slug: string, isOnSharedHost: boolean): SlugProblem | null => {
  if (slug.length > MAX_LENGTH) return broken('must not be longer than 100 characters')
  return isOnSharedHost ? findProblemOnShared(slug) : findProblemOnOwn(slug)
}

/** 400 with the code of a broken slug rule, on the field `slug`. */
export const slugError = ({ code, rule }: SlugProblem): DomainError =>
  new DomainError(400, code, `slug: ${rule}`, { fields: [{ field: 'slug', rule }] })
