/** A sentence of ours with values in it; the renderer cuts, cleans and escapes the values. */
export interface Sentence {
  literals: readonly string[]
  values: readonly (string | number | Date)[]
}

/** Tagged template for a sentence; values may be hostile. */
export const say = (literals: TemplateStringsArray, ...values: (string | number | Date)[]): Sentence => ({
  literals,
  values,
})

/** What a mail says, before it is text and HTML. */
export interface MailParts {
  subject: Sentence
  /** Whom it greets; absent for people we do not know by name. */
  name?: string
  paragraphs: Sentence[]
  /** What a person wrote, shown as a quotation. */
  quote?: { by: string; text: string }
  button?: { label: string; url: string }
  /** Small print under the button. */
  notes: Sentence[]
}
