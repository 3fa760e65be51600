import { createHash } from 'node:crypto'
import type { AppTarget, LinkTarget } from '#server/addresses/found-address.ts'
import { html, type SafeHtml } from '#server/kernel/mailer/escape-html.ts'
import type { Answer } from './answer.ts'
import { pageAnswer } from './page-answer.ts'

const longDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

const listOf = (items: readonly string[]): SafeHtml =>
  html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`

const destinationOf = (link: LinkTarget): SafeHtml => {
  if (link.password_hash !== null) return html`<dd>Shown to those who know its password</dd>`
  if (link.click_limit !== null) return html`<dd>Not shown: the link opens a limited number of times</dd>`
  return html`<dd>${link.destination}</dd>`
}

const othersOf = (link: LinkTarget): SafeHtml => {
  const others = [...new Set(link.rules.map((rule) => rule.destination))]
  if (others.length === 0 || link.password_hash !== null || link.click_limit !== null) return html``
  return html`<dt>Some visitors are led to</dt><dd>${listOf(others)}</dd>`
}

/** Where a link leads and since when: what `+` after its address shows. */
export const detailsAnswer = (link: LinkTarget, shortUrl: string, reportUrl: string): Answer =>
  pageAnswer({
    title: `Where ${shortUrl} leads`,
    description: '',
    url: null,
    body: html`<p class="over">Before you go</p><h1>${link.title === '' ? 'Where this link leads' : link.title}</h1>
<dl class="facts"><dt>Short address</dt><dd>${shortUrl}</dd><dt>Leads to</dt>${destinationOf(link)}${othersOf(link)}
<dt>Since</dt><dd>${longDate.format(new Date(link.created_at))}</dd></dl>
<p><a class="button" href="${shortUrl}" rel="nofollow">Follow the link</a></p>
<p class="about"><a href="${reportUrl}">Report this link</a></p>`,
  })

/** Asks for the password; its form is sent to the same address, query included. */
export const passwordAnswer = (problem: string | null, status: number, headers: string[] = []): Answer =>
  pageAnswer(
    {
      title: 'A password is needed',
      description: '',
      url: null,
      body: html`<h1>A password is needed</h1>
<p class="about">Whoever gave you this link can tell you its password.</p>
<form method="post">${problem === null ? html`` : html`<p class="wrong" role="alert">${problem}</p>`}
<label for="password">Password</label>
<input id="password" name="password" type="password" required maxlength="128" autocomplete="off" autofocus>
<button>Open the link</button></form>`,
    },
    { status, form: 'anywhere', headers },
  )

/** What robots are shown in place of the destination, so that messengers can draw the link. */
export const previewAnswer = (link: LinkTarget, shortUrl: string): Answer => {
  const { preview } = link
  const title = preview?.title || link.title || shortUrl
  return pageAnswer({
    title,
    description: preview?.description || link.description,
    url: shortUrl,
    imageUrl: preview?.image_url ?? '',
    isShared: true,
    body: html`<h1>${title}</h1><p class="about">${preview?.description || link.description}</p>
<p><a class="button" href="${shortUrl}" rel="nofollow">Follow the link</a></p>`,
  })
}

// Opens the app at once; who is still here a moment later, with the page in view, has not got it. Without quotes, `&`,
// `<` and `>`, so that escaping leaves it as its hash knows it.
const OPENING = `(function(){var app=document.getElementById(\`app\`),store=document.getElementById(\`store\`);
location.href=app.href;setTimeout(function(){if(document.visibilityState===\`visible\`)location.href=store.href},2000)})()`
const OPENING_HASH = `sha256-${createHash('sha256').update(OPENING).digest('base64')}`

/** An address that Android's browsers hand to one app, or else lead to the store ("intent:" of Chrome for Android). */
const intentOf = (app: AppTarget, url: string): string => {
  const [scheme = ''] = url.split(':', 1)
  const target = url.slice(scheme.length + 1).replaceAll('#', '%23')
  return `intent:${target}#Intent;scheme=${scheme};package=${app.identifier};S.browser_fallback_url=${encodeURIComponent(app.store_url)};end`
}

/** Opens an app on the visitor's device, and the app's place in the store where it is not installed. */
export const appAnswer = (app: AppTarget, url: string, location: string): Answer => {
  const opening = app.platform === 'android' ? intentOf(app, url) : url
  return pageAnswer(
    {
      title: `Open in ${app.name}`,
      description: '',
      url: null,
      body: html`<h1>Open in ${app.name}</h1>
<p><a class="button" id="app" href="${opening}">Open ${app.name}</a></p>
<p class="about"><a id="store" href="${app.store_url}">Get ${app.name}</a> or <a href="${location}" rel="nofollow">go on in the browser</a></p>`,
      script: html`<script>${OPENING}</script>`,
    },
    { scriptHash: OPENING_HASH },
  )
}
