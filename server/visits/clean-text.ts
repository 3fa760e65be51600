/** What a stranger sent, as text that any column and file can hold. */
export const cleanText = (text: string, maxLength: number): string => {
  const cleaned = text.replace(/\p{Cc}/gu, '').trim()
  return cleaned.slice(0, maxLength).toWellFormed()
}
