/** HTML that is safe to show; made by `html` and `joinHtml` only. */
export class SafeHtml {
  readonly source: string
  constructor(source: string) {
    this.source = source
  }
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeText = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '')

type Part = string | number | SafeHtml | SafeHtml[]

const sourceOf = (part: Part): string => {
  if (Array.isArray(part)) return part.map((item) => item.source).join('')
  return part instanceof SafeHtml ? part.source : escapeText(String(part))
}

/** Tagged template: whatever is put in is escaped, unless it is safe HTML already. */
export const html = (literals: TemplateStringsArray, ...parts: Part[]): SafeHtml =>
  new SafeHtml(literals.reduce((text, literal, at) => text + sourceOf(parts[at - 1] ?? '') + literal))
