import { html, type SafeHtml } from '#server/kernel/mailer/escape-html.ts'
import { PAGE_STYLES } from './page-styles.ts'

const STYLE = html`<style>${PAGE_STYLES}</style>`
const NOTHING = html``

export interface Page {
  title: string
  description: string
  /** Absolute address of the page; null for pages that no search engine shall keep. */
  url: string | null
  body: SafeHtml
  /** Shown by messengers and social networks: absolute https address, or ''. */
  imageUrl?: string
  /** Whether messengers may show title and description though search engines may not keep the page. */
  isShared?: boolean
  /** At the end of the body: the one script whose hash the page's policy names. */
  script?: SafeHtml
}

const forNetworks = ({ title, description, url, imageUrl = '' }: Page): SafeHtml => html`
<meta name="description" content="${description}">
<meta property="og:type" content="website"><meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">${
  url === null ? NOTHING : html`<meta property="og:url" content="${url}">`
}${
  imageUrl === ''
    ? NOTHING
    : html`<meta property="og:image" content="${imageUrl}"><meta name="twitter:card" content="summary_large_image">`
}`

const forMachines = (page: Page): SafeHtml => {
  const isKept = page.url !== null && page.isShared !== true
  const robots = isKept
    ? html`<link rel="canonical" href="${page.url ?? ''}">`
    : html`<meta name="robots" content="noindex">`
  return isKept || page.isShared === true ? html`${robots}${forNetworks(page)}` : robots
}

/** A whole page that needs no JavaScript; everything put in was escaped by `html`. */
export const renderPage = (page: Page): string =>
  html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
${forMachines(page)}
${STYLE}</head>
<body><main>${page.body}</main>
<footer>Guildhall</footer>${page.script ?? NOTHING}</body></html>
`.source
