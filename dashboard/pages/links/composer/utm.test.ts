import { expect, test } from 'vitest'
import { readUtm, sayUtm, writeUtm } from './utm.ts'

const EMPTY = { utm_source: '', utm_medium: '', utm_campaign: '', utm_term: '', utm_content: '' }

test('campaign parameters are read from the query, decoded', () => {
  expect(
    readUtm('https://example.com/a?x=1&utm_source=news+letter&utm_campaign=f%C3%BCr%20alle#utm_term=no'),
  ).toEqual({ ...EMPTY, utm_source: 'news letter', utm_campaign: 'für alle' })
  expect(readUtm('')).toEqual(EMPTY)
})

test('a broken percent sign is read as it stands', () => {
  expect(readUtm('https://example.com/?utm_source=100%').utm_source).toBe('100%')
})

test('setting a parameter leaves the rest of the address as it was written', () => {
  const signed = 'https://example.com/a%2Fb?sig=a+b%20c&flag&utm_source=old&z=%7E#part?x'
  expect(writeUtm(signed, { utm_source: 'new & shiny' })).toBe(
    'https://example.com/a%2Fb?sig=a+b%20c&flag&utm_source=new%20%26%20shiny&z=%7E#part?x',
  )
})

test('new parameters follow the others in their usual order, before the fragment', () => {
  expect(
    writeUtm('https://example.com#top', { utm_campaign: 'spring', utm_source: 'google', utm_medium: 'cpc' }),
  ).toBe('https://example.com?utm_source=google&utm_medium=cpc&utm_campaign=spring#top')
})

test('an emptied parameter is gone, every one of that name, and the question mark with the last', () => {
  expect(writeUtm('https://example.com/?utm_term=a&utm_term=b', { utm_term: '' })).toBe(
    'https://example.com/',
  )
  expect(writeUtm('https://example.com/?utm_term=a&q=1&utm_term=b', { utm_term: 'c' })).toBe(
    'https://example.com/?utm_term=c&q=1',
  )
})

test('what is written is read back, whatever its characters', () => {
  for (const value of ['a=b&c#d', '50% off', 'emoji 🎉', ' + ', 'ümlaut'])
    expect(readUtm(writeUtm('https://example.com/?a=1#x', { utm_content: value })).utm_content).toBe(value)
})

test('a campaign is said in one line', () => {
  expect(sayUtm('https://example.com/?utm_source=google&utm_campaign=spring')).toBe('google / spring')
  expect(sayUtm('https://example.com/?q=1')).toBe('')
})
