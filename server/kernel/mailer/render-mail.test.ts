import { simpleParser } from 'mailparser'
import { createTransport } from 'nodemailer'
import { expect, test } from 'vitest'
import { cleanLine, cleanLines } from './clean-text.ts'
import { type MailTemplate, type MailTemplates, renderMail } from './render-mail.ts'

const PUBLIC_URL = 'https://guild.example'
const url = `${PUBLIC_URL}/act?token=abc&next=%2Fx`
const at = new Date('2026-11-29T14:30:00Z')

/** Data for each template, with `text` wherever people choose the text. */
const filled = (text: string): MailTemplates => ({
  verify_email: { name: text, url },
  reset_password: { name: text, url },
  change_email: { name: text, new_email: text, url },
  password_changed: { name: text },
  second_factor_changed: { name: text, is_enabled: false },
  test: { sent_at: at },
  invitation: {
    organization: text,
    inviter: text,
    role: text,
    message: text,
    url,
    expires_at: at,
    has_account: true,
  },
  team_invitation: { organization: text, team: text, inviter: text, url, expires_at: at },
  invitation_accepted: { organization: text, member_name: text, member_email: text },
  role_changed: { organization: text, name: text, old_role: text, new_role: text, changed_by: text },
  member_removed: { organization: text, name: text, removed_by: text, reason: text },
  ownership_moved: {
    organization: text,
    name: text,
    new_owner: text,
    former_owner: text,
    is_recipient_new_owner: true,
  },
  limit_near: { organization: text, limit_label: 'members', used: 4000, limit: 5000, url },
  clicks_near_limit: { organization: text, used: 40_000, limit: 50_000, is_reached: false, url },
  organization_deleted: { organization: text, deleted_by: text, purge_at: at },
  webhook_disabled: { organization: text, webhook: text, is_channel: false, reason: text, url },
  domain_failing: { organization: text, hostname: text, until: at, url },
  domain_lost: { organization: text, hostname: text, url },
  domain_moved: { organization: text, hostname: text, url },
  link_blocked: { organization: text, short_url: text, reason: text },
  link_unblocked: { organization: text, short_url: text },
  abuse_reported: { short_url: text, reason: text, url },
  link_approved: { organization: text, name: text, link: text, destination: text, decided_by: text, url },
  link_rejected: {
    organization: text,
    name: text,
    link: text,
    destination: text,
    decided_by: text,
    note: text,
    url,
  },
})

const TEMPLATES = Object.keys(filled('')) as MailTemplate[]

const render = <T extends MailTemplate>(template: T, text: string) =>
  renderMail(template, filled(text)[template], PUBLIC_URL)

/** Composes the message as it goes over the wire, then reads it as a mail program does. */
const readBack = async (template: MailTemplate, text: string) => {
  const composer = createTransport({ streamTransport: true, buffer: true })
  const sent = await composer.sendMail({
    from: 'Guildhall <no-reply@guild.example>',
    to: { name: '', address: 'eve@example.com' },
    ...render(template, text),
  })
  return simpleParser(sent.message as Buffer)
}

const hrefs = (source: string): string[] =>
  [...source.matchAll(/href="([^"]*)"/g)].map((match) => (match[1] ?? '').replaceAll('&amp;', '&'))

test('an invitation says who, what, until when, and how', async () => {
  const { subject, text } = renderMail(
    'invitation',
    {
      organization: 'Acme & Söhne',
      inviter: 'Ada Lovelace',
      role: 'Editor',
      message: 'Welcome!\n\nSee you on Monday.',
      url,
      expires_at: at,
      has_account: false,
    },
    PUBLIC_URL,
  )
  expect(subject).toBe('Ada Lovelace invites you to Acme & Söhne')
  expect(text).toBe(`Ada Lovelace invites you to join Acme & Söhne with the role Editor.

You can make your account when you accept; you can also reject without one.

Ada Lovelace wrote:
> Welcome!
>
> See you on Monday.

View invitation:
${url}

The link works until Nov 29, 2026, 14:30 UTC. It is meant for you alone: do not pass it on.

If you do not know Ada Lovelace, ignore this mail.

-- 
Sent by Guildhall at guild.example
`)
})

test.each(TEMPLATES)('%s reads as it should', (template) => {
  const { subject, text, html } = render(template, 'Ada')
  expect({ subject, text }).toMatchSnapshot()
  expect(html).toContain('<html lang="en">')
  expect(html).toContain('color-scheme')
  expect(new Set(hrefs(html))).toEqual(new Set(text.includes(url) ? [url] : []))
  expect(html).not.toMatch(/<img|src=|@import|url\(|undefined|\[object/)
  expect(html.match(/<(p|strong|bdi|a|blockquote|div)\b/g)?.length).toBe(
    html.match(/<\/(p|strong|bdi|a|blockquote|div)>/g)?.length,
  )
})

const HOSTILE: Record<string, string> = {
  html: `<script>alert(1)</script><img src=x onerror=alert(1)>"'><a href="https://evil.example">x</a>&lt;b&gt;`,
  header: 'Eve\r\nBcc: all@example.com\r\n\r\nAnother body\u2028Subject: x\u0000\u0085',
  direction: 'abc\u202egpj.exe\u2066\u200e\u061cdef\ufeff',
  link: 'Your prize: https://evil.example/win www.evil.example evil.com ftp://evil.example //evil.example mailto:x@evil.example。com',
  long: 'A'.repeat(100_000),
  marks: `Z${'\u0336'.repeat(5000)}algo`,
  surrogates: `\ud800 half ${'👩‍👩‍👧‍👦'.repeat(200)}`,
  template: '{{url}} {{url}} $& $1 %s <%= x %>',
  empty: '',
  lines: '\n'.repeat(5000),
}

for (const [kind, text] of Object.entries(HOSTILE))
  test.each(TEMPLATES)(`%s withstands hostile text: ${kind}`, async (template) => {
    const mail = await readBack(template, text)
    const rendered = render(template, text)
    expect(mail.subject).toBe(rendered.subject)
    expect(rendered.subject.length).toBeLessThanOrEqual(400)
    expect([...rendered.subject].length).toBeLessThanOrEqual(180)
    expect([...mail.headers.keys()].sort()).toEqual(
      ['content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'].sort(),
    )
    expect((mail.text ?? '').length + String(mail.html).length).toBeLessThan(16_000)
    const control = /(?!\n)\p{Cc}|[\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u
    expect(mail.text).not.toMatch(control)
    expect(String(mail.html)).not.toMatch(control)
    expect(String(mail.html)).not.toMatch(/<(script|img)|<a href="(?!https:\/\/guild\.example\/)/i)
    // mailparser turns what looks like a link in the text part into one, as mail programs do.
    const links = hrefs(mail.textAsHtml ?? '').filter((link) => !link.startsWith('mailto:'))
    for (const link of links) expect(new URL(link).hostname).toBe('guild.example')
  })

test('a link may lead to this instance only', () => {
  expect(() =>
    renderMail('verify_email', { name: 'Ada', url: 'https://evil.example/x' }, PUBLIC_URL),
  ).toThrow('may link to https://guild.example only')
})

test('cleaning keeps what people need', () => {
  expect(cleanLine('  Zoë   O’Neil \t (נועה) ', 80)).toBe('Zoë O’Neil (נועה)')
  expect(cleanLine('می‌خواهم 👩‍👩‍👧', 80)).toBe('می‌خواهم 👩‍👩‍👧')
  expect(cleanLine('abcdef', 6)).toBe('abcdef')
  expect(cleanLine('abcdefg', 6)).toBe('abcde…')
  expect(cleanLine('👩‍👩‍👧👩‍👩‍👧', 6)).toBe('👩‍👩‍👧…')
  expect(cleanLines('\n\na\n\n\n\nb\n\n', 100, 10)).toEqual(['a', '', 'b'])
  expect(cleanLines('a\nb\nc', 100, 2)).toEqual(['a', 'b', '…'])
})
