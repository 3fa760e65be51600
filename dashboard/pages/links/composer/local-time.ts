const two = (amount: number): string => String(amount).padStart(2, '0')

/** An instant as "2026-11-30 18:00:00" in the viewer's zone: what the date field works with. */
export function localOf(instant: string): string {
  const at = new Date(instant)
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}

/** The instant of such a local time, in UTC. */
export const instantOf = (local: string): string => new Date(local.replace(' ', 'T')).toISOString()

/** "Europe/Berlin (GMT+1)": the viewer's zone, as it is at a local time or now. */
export function zoneLabel(local: string | null = null): string {
  const at = local === null ? new Date() : new Date(local.replace(' ', 'T'))
  const format = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset' })
  const offset = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  return `${format.resolvedOptions().timeZone} (${offset})`
}

/** The viewer's zone by its name, such as Europe/Berlin. */
export const viewerZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
