import { describe, expect, it } from 'vitest'
import { slugOf, whyNotSlug } from './slug-of.ts'

describe('slugs proposed from a name', () => {
  it.each([
    ['Acme Marketing & Growth', 'acme-marketing-growth'],
    ['  Café Müller’s  ', 'cafe-mullers'],
    ['Straße', 'strasse'],
    ['東京', ''],
    ['a'.repeat(60), 'a'.repeat(48)],
  ])('%s → %s', (name, slug) => expect(slugOf(name)).toBe(slug))

  it('says what is wrong with one', () => {
    expect(whyNotSlug('sales-2')).toBeNull()
    for (const slug of ['a', 'Sales', 'a--b', '-a', 'a_b', 'a'.repeat(49)])
      expect(whyNotSlug(slug)).not.toBeNull()
  })
})
