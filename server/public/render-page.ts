import { html, type SafeHtml } from '#server/kernel/mailer/escape-html.ts'
import { PAGE_STYLES } from './page-styles.ts'

const STYLE = html`<style>${PAGE_STYLES}</style>`

export interface Page {
  title: string
  description: string
  /** Absolute address of the page; null for pages that no search engine shall keep. */
  url: string | null
  body: SafeHtml
}

/** A whole page that needs no JavaScript; everything put in was escaped by `html`. */
export const renderPage = (page: Page): string => {
  const forMachines =
    page.url === null
      ? html`<meta name="robots" content="noindex">`
      : html`<link rel="canonical" href="${page.url}">
<meta name="description" content="${page.description}">
<meta property="og:type" content="website"><meta property="og:title" content="${page.title}">
<meta property="og:description" content="${page.description}"><meta property="og:url" content="${page.url}">`
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
${forMachines}
${STYLE}</head>
<body><main>${page.body}</main>
<footer>Guildhall</footer></body></html>
`.source
}

const notice = (title: string, text: string): string =>
  renderPage({
    title,
    description: text,
    url: null,
    body: html`<h1>${title}</h1><p class="about">${text}</p><p class="about"><a href="/">Go to the start page</a></p>`,
  })

/** What a visitor meets where nothing is. */
export const NOT_FOUND_PAGE = notice(
  'Nothing is here',
  'Check the address for a typing error, or ask whoever gave it to you for a new one.',
)

/** What a visitor meets where something was. */
export const GONE_PAGE = notice(
  'This page is gone',
  'Whoever kept it has taken it down. Ask them where to find them now.',
)
