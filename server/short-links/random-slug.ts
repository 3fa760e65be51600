import { randomInt } from 'node:crypto'

// Without 0, 1, i, l, o, which look like one another.
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'
const LENGTH = 7

/** Seven random characters without look-alikes: 27 billion, not to be guessed one after the other. */
export const randomSlug = (): string =>
  Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')
