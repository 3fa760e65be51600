import { describe, expect, test } from 'vitest'
import { readCookie, readCredentials } from './read-credentials.ts'

describe('reading credentials', () => {
  test.each([
    [{}, 'none'],
    [{ authorization: 'Bearer gh_pk_x' }, 'personal_key'],
    [{ authorization: 'bearer gh_sk_x' }, 'service_key'],
    [{ authorization: 'Bearer a.b.c' }, 'context_token'],
    [{ authorization: 'Bearer a.b' }, 'session_token'],
    [{ authorization: 'Bearer' }, 'malformed'],
    [{ authorization: `Bearer ${'x'.repeat(4097)}` }, 'malformed'],
    [{ authorization: 'Basic YTpi', cookie: 'guildhall.session_token=a.b' }, 'cookie'],
    [{ authorization: 'Bearer a.b', cookie: 'guildhall.session_token=a.b' }, 'session_token'],
    [{ cookie: 'guildhall.session_token=' }, 'none'],
    [{ cookie: 'guildhall.session_token_x=a.b; other=1' }, 'none'],
    [{ cookie: `guildhall.session_token=${'x'.repeat(5000)}` }, 'none'],
  ])('%j is %s', (headers, kind) => {
    expect(readCredentials(headers).kind).toBe(kind)
  })

  test('decodes cookies, and takes the first of a name', () => {
    expect(readCookie('a=1; b=x%3Dy%2B; b=2', 'b')).toBe('x=y+')
    expect(readCookie('b=%', 'b')).toBe('%')
  })

  test('tells callers apart without keeping what they show', () => {
    const [one, other] = ['Bearer a.b', 'Bearer a.c'].map((authorization) =>
      readCredentials({ authorization }),
    )
    expect(one).not.toEqual(other)
    expect(one).toMatchObject({ fingerprint: expect.not.stringContaining('a.b') })
  })
})
