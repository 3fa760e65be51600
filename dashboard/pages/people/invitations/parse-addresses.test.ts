import { expect, test } from 'vitest'
import { isAddress, parseAddresses } from './parse-addresses.ts'

test('addresses are parted by commas, semicolons, spaces and line breaks', () => {
  expect(parseAddresses('a@x.io, b@x.io;c@x.io\nd@x.io e@x.io\r\n').valid).toEqual([
    'a@x.io',
    'b@x.io',
    'c@x.io',
    'd@x.io',
    'e@x.io',
  ])
})

test('names as mail programs write them are dropped', () => {
  const text = 'Ada Lovelace <Ada@Example.com>, "Hopper, Grace" <grace@example.com>'
  expect(parseAddresses(text).valid).toEqual(['ada@example.com', 'grace@example.com'])
})

test('the same address twice counts once, whatever its case', () => {
  expect(parseAddresses('ada@x.io ADA@x.io')).toEqual({ valid: ['ada@x.io'], invalid: [], repeated: 1 })
})

test('what is no address is named as it was written', () => {
  expect(parseAddresses('ada@x.io Nobody bob@ @x.io a@b').invalid).toEqual(['Nobody', 'bob@', '@x.io', 'a@b'])
})

test('nothing is nothing', () => {
  expect(parseAddresses(' ,;\n ')).toEqual({ valid: [], invalid: [], repeated: 0 })
  expect(isAddress('')).toBe(false)
})
