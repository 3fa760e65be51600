import { createHash } from 'node:crypto'
import type { Answer } from './answer.ts'
import { PAGE_STYLES_HASH } from './page-styles.ts'
import { type Page, renderPage } from './render-page.ts'

export interface PageOptions {
  status?: number
  /** As Cache-Control; left out: asked for anew each time. */
  cacheControl?: string
  /** Where its form may be sent: nowhere, to this host, or on to wherever the answer redirects. */
  form?: 'none' | 'self' | 'anywhere'
  /** Hash of its one inline script, as `sha256-…`. */
  scriptHash?: string
  /** More headers, names and values in turn. */
  headers?: string[]
}

const FORMS = { none: ["form-action 'none'"], self: ["form-action 'self'"], anywhere: [] }

const policyOf = ({ form = 'none', scriptHash }: PageOptions): string =>
  [
    "default-src 'none'",
    `style-src '${PAGE_STYLES_HASH}'`,
    ...(scriptHash === undefined ? [] : [`script-src '${scriptHash}'`]),
    "img-src 'self' data:",
    "base-uri 'none'",
    // Browsers apply form-action to redirects too, so a form that leads on to any destination can't have one.
    ...FORMS[form],
    "frame-ancestors 'none'",
  ].join('; ')

/** A page with the headers that belong to it. */
export const pageAnswer = (page: Page, options: PageOptions = {}): Answer => {
  const body = renderPage(page)
  return {
    status: options.status ?? 200,
    headers: [
      'Content-Type',
      'text/html; charset=utf-8',
      'Content-Security-Policy',
      policyOf(options),
      'X-Content-Type-Options',
      'nosniff',
      'X-Frame-Options',
      'DENY',
      'Referrer-Policy',
      'strict-origin-when-cross-origin',
      'Cross-Origin-Opener-Policy',
      'same-origin',
      'Cache-Control',
      options.cacheControl ?? 'private, no-store',
      ...(page.url === null || page.isShared === true ? ['X-Robots-Tag', 'noindex'] : []),
      ...(options.headers ?? []),
      'Content-Length',
      String(Buffer.byteLength(body)),
    ],
    body,
  }
}

/** Gives an answer a tag, or says that the asker has it already (RFC 9110 §13.1.2). */
export const tagAnswer = (answer: Answer, ifNoneMatch: string | undefined): Answer => {
  const tag = `"${createHash('sha256').update(answer.body).digest('base64url').slice(0, 27)}"`
  const headers = [...answer.headers, 'ETag', tag]
  const known = ifNoneMatch?.split(',').map((part) => part.trim().replace(/^W\//, ''))
  if (known?.includes(tag) !== true) return { ...answer, headers }
  const length = headers.indexOf('Content-Length')
  return { status: 304, headers: headers.toSpliced(length, 2), body: '' }
}
