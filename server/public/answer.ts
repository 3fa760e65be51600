/** What is sent back, whole. Names and values of headers follow each other, as node:http takes them fastest. */
export interface Answer {
  status: number
  headers: string[]
  /** '' for none. */
  body: string
}

/** A temporary answer must be asked for again each time; a permanent one (301) soon enough to be changed. */
const NO_STORE = 'private, no-store'
const SHORTLY = 'private, max-age=90'

/** A redirect as the fast lane and every other way send it. */
export const redirectAnswer = (status: number, location: string): Answer => ({
  status,
  headers: [
    'Location',
    location,
    'Cache-Control',
    status === 301 ? SHORTLY : NO_STORE,
    'X-Robots-Tag',
    'noindex',
    'Content-Length',
    '0',
  ],
  body: '',
})

/** A small file. */
export const textAnswer = (type: string, body: string): Answer => ({
  status: 200,
  headers: [
    'Content-Type',
    type,
    'Cache-Control',
    'public, max-age=300',
    'X-Content-Type-Options',
    'nosniff',
    'Content-Length',
    String(Buffer.byteLength(body)),
  ],
  body,
})
