/** A download that is sent piece by piece after the transaction has committed; holds nothing of the database. */
export class StreamedAnswer {
  readonly contentType: string
  /** Offered as the file's name: ASCII letters, digits, dots and hyphens only. */
  readonly fileName: string
  /** Ended early (`return()`) when the client goes away. */
  readonly pieces: AsyncIterable<string>

  constructor(contentType: string, fileName: string, pieces: AsyncIterable<string>) {
    this.contentType = contentType
    this.fileName = fileName.replace(/[^\w.-]+/g, '-')
    this.pieces = pieces
  }

  /** For the header `Content-Disposition`. */
  get disposition(): string {
    return `attachment; filename="${this.fileName}"`
  }
}
