import { formatDate, formatFully, formatMoment, formatRelative } from './format-time.ts'

interface TimeTextProps {
  /** An instant in ISO 8601; null shows a dash. */
  value: string | null
  /** date: "Nov 22, 2026" · moment: with hour and minute · relative: "3 days ago". */
  as?: 'date' | 'moment' | 'relative'
}

const FORMATS = { date: formatDate, moment: formatMoment, relative: formatRelative }

/** A time in the viewer's zone and language; the full time with its zone is in the title. */
export function TimeText({ value, as = 'date' }: TimeTextProps) {
  if (value === null) return <span className="tabular">—</span>
  return (
    <time className="tabular" dateTime={value} title={formatFully(value)} style={{ whiteSpace: 'nowrap' }}>
      {FORMATS[as](value)}
    </time>
  )
}
