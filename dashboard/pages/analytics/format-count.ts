const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 })
const whole = new Intl.NumberFormat()
const share = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 })
const change = new Intl.NumberFormat(undefined, {
  style: 'percent',
  maximumFractionDigits: 0,
  signDisplay: 'exceptZero',
})

/** "12,345" in the viewer's language. */
export const formatCount = (count: number): string => whole.format(count)

/** "12K", for axes and narrow places. */
export const formatShort = (count: number): string => compact.format(count)

/** "42.1%" of a whole; nothing of nothing is 0%. */
export const formatShare = (part: number, all: number): string => share.format(all === 0 ? 0 : part / all)

export interface Change {
  text: string
  direction: 'up' | 'down' | 'same'
}

/** How a number stands to the one before: "+12%"; null where there is nothing to compare with. */
export const changeOf = (now: number, before: number): Change | null => {
  if (before === 0) return null
  const ratio = now / before - 1
  const text = change.format(ratio)
  return { text, direction: /[1-9]/.test(text) ? (ratio > 0 ? 'up' : 'down') : 'same' }
}
