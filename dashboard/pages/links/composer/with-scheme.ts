/** With https:// before it where somebody typed or pasted an address without a scheme. */
export function withScheme(text: string): string {
  const given = text.trim()
  const isBare = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d+)?([/?#]|$)/u.test(given)
  return isBare ? `https://${given}` : given
}
