const SHOWN_AT_END = 4
const LONG_ENOUGH = 24

/** What may be shown of an address that is a secret in itself: its host, and the end of it where it is long. */
export const urlHint = (url: string): string => {
  const { host, pathname, search } = new URL(url)
  const rest = `${pathname}${search}`
  return rest.length < LONG_ENOUGH ? `${host}/…` : `${host}/…${rest.slice(-SHOWN_AT_END)}`
}
