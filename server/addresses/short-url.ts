import type { Runtime } from '#server/kernel/runtime.ts'

/** The whole address of a slug: on a custom domain under its hostname, else under the instance's own host. */
export const shortUrlOf = (runtime: Runtime, hostname: string | null, slug: string): string => {
  const own = new URL(runtime.config.publicUrl)
  const origin =
    hostname === null ? own.origin : `${own.protocol}//${hostname}${own.port === '' ? '' : `:${own.port}`}`
  return `${origin}/${slug.split('/').map(encodeURIComponent).join('/')}`
}

/** The same, as a QR code holds it: `qr=1` tells scans from clicks and is never passed on. */
export const qrUrlOf = (shortUrl: string): string => `${shortUrl}?qr=1`
