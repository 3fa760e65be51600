import type { Project } from './use-project-acts.ts'

export interface Holding {
  kind: string
  label: string
  count: number
}

const LABELS: Record<string, string> = {
  links: 'Short links',
  pages: 'Link pages',
  event_types: 'Event types',
}

const labelOf = (kind: string): string => LABELS[kind] ?? kind.replaceAll('_', ' ')

/** What a project holds by kind, in the server's order. */
export const holdingsOf = (project: Project): Holding[] =>
  Object.entries(project.resource_counts).map(([kind, count]) => ({ kind, label: labelOf(kind), count }))

/** "3 short links, 1 link page" or "nothing". */
export function sayHoldings(project: Project): string {
  const held = holdingsOf(project).filter(({ count }) => count > 0)
  return held.length === 0
    ? 'nothing'
    : held.map(({ label, count }) => `${count.toLocaleString()} ${label.toLowerCase()}`).join(', ')
}
