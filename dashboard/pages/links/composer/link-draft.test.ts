import { expect, test } from 'vitest'
import type { Link } from '#shared/contract/link-fields.ts'
import { changesOf, creationOf, draftOf, newDraft } from './link-draft.ts'
import { instantOf, localOf } from './local-time.ts'
import { newRule } from './rules/rule-draft.ts'
import { validateDraft } from './validate-draft.ts'
import { withScheme } from './with-scheme.ts'

const LINK: Link = {
  id: 'link_01jd8x5k3fe0t9n2v7c4m6q1za',
  short_url: 'https://example.org/spring',
  qr_url: 'https://example.org/spring?qr=1',
  domain: null,
  slug: 'spring',
  destination: 'https://example.com/sale',
  title: 'Spring',
  description: '',
  notes: '',
  tags: [{ id: 'tag_01jd8x5k3fe0t9n2v7c4m6q1za', name: 'Sale', color: '#0f766e' }],
  project: null,
  external_id: null,
  redirect_status: 302,
  forward_query: true,
  status: 'live',
  is_enabled: true,
  is_archived: false,
  approval: 'approved',
  approval_note: '',
  expires_at: '2026-11-30T17:00:12.345Z',
  expired_destination: null,
  click_limit: 100,
  has_password: true,
  rules: [],
  app_links: null,
  preview: null,
  clicks: 0,
  unique_clicks: 0,
  last_clicked_at: null,
  created_by: null,
  created_at: '2026-11-22T04:00:00.000Z',
  updated_at: '2026-11-22T04:00:00.000Z',
  can: { update: true, archive: true, delete: true, approve: true, transfer: true, manage_rules: true },
}

test('a new link sends its destination and what differs from the defaults', () => {
  expect(creationOf(newDraft({ destination: ' https://example.com ' }))).toEqual({
    destination: 'https://example.com',
  })
  expect(
    creationOf(newDraft({ destination: 'https://example.com', domain_id: '', slug: ' hi ', click_limit: 5 })),
  ).toEqual({ destination: 'https://example.com', domain_id: null, slug: 'hi', click_limit: 5 })
})

test('a link that nobody touched sends nothing, its expiry with fractions of a second included', () => {
  expect(changesOf(draftOf(LINK), draftOf(LINK))).toEqual({})
})

test('only what was touched is sent; what was emptied is sent as null', () => {
  const before = draftOf(LINK)
  expect(changesOf(before, { ...before, title: 'Summer' })).toEqual({ title: 'Summer' })
  expect(changesOf(before, { ...before, expires_at: null, click_limit: '', tag_ids: [] })).toEqual({
    expires_at: null,
    click_limit: null,
    tag_ids: [],
  })
})

test('a password is kept, changed or removed', () => {
  const before = draftOf(LINK)
  expect(changesOf(before, { ...before, password: 'open sesame' })).toEqual({ password: 'open sesame' })
  expect(changesOf(before, { ...before, isProtected: false })).toEqual({ password: null })
  expect(changesOf(draftOf({ ...LINK, has_password: false }), before)).toEqual({})
})

test('rules, app links and the preview are sent whole', () => {
  const before = draftOf(LINK)
  const rule = { ...newRule('percentage'), destination: 'https://b.example' }
  const ios = { app_id: 'app_01jd8x5k3fe0t9n2v7c4m6q1za', url: 'shop://sale' }
  const preview = { title: 'A sale', description: '', image_url: '' }
  const after = {
    ...before,
    rules: [rule],
    app_links: { ...before.app_links, ios },
    hasPreview: true,
    preview,
  }
  expect(changesOf(before, after)).toEqual({
    rules: [{ name: '', destination: 'https://b.example', conditions: { percentage: 50 } }],
    app_links: { ios },
    preview,
  })
  expect(changesOf(after, before)).toEqual({ rules: [], app_links: null, preview: null })
})

test('a local time names the same instant again, to the second', () => {
  expect(instantOf(localOf('2026-11-30T17:00:00.000Z'))).toBe('2026-11-30T17:00:00.000Z')
})

test('broken rules are said at their fields', () => {
  const rule = newRule('devices')
  const draft = newDraft({
    destination: 'example',
    expired_destination: 'data:text/html,x',
    isProtected: true,
    rules: [rule],
    hasPreview: true,
    preview: { title: '', description: '', image_url: 'http://example.com/a.png' },
    app_links: { ios: { app_id: 'app', url: 'nothing' }, android: { app_id: '', url: '' } },
  })
  expect(Object.keys(validateDraft(draft, false)).sort()).toEqual([
    'app_links.ios.url',
    'destination',
    'expired_destination',
    'password',
    'preview.image_url',
    'rules.0.conditions',
    'rules.0.destination',
  ])
  expect(validateDraft(newDraft({ destination: 'https://example.com', isProtected: true }), true)).toEqual({})
})

test('a pasted address without a scheme gets one, anything else stays as it is', () => {
  expect(withScheme(' example.com/a?b ')).toBe('https://example.com/a?b')
  expect(withScheme('example.com:8080')).toBe('https://example.com:8080')
  expect(withScheme('mailto:a@example.com')).toBe('mailto:a@example.com')
  expect(withScheme('http://example.com')).toBe('http://example.com')
  expect(withScheme('hello')).toBe('hello')
})
