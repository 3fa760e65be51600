/** An address as people read it: without its scheme, and without a lone slash at the end. */
export const withoutScheme = (address: string): string =>
  address.replace(/^https?:\/\//, '').replace(/^([^/?#]+)\/$/, '$1')

/** A count with its noun: "1 link", "1,024 links". */
export const countOf = (count: number, noun: string): string =>
  `${count.toLocaleString()} ${count === 1 ? noun : `${noun}s`}`
