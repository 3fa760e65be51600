/** A file that is sent piece by piece after the transaction has committed; holds nothing of the database. */
export class StreamedAnswer<Piece extends string | Uint8Array = string> {
  readonly contentType: string
  /** Offered as the file's name: ASCII letters, digits, dots and hyphens only. */
  readonly fileName: string
  /** Ended early (`return()`) when the client goes away. */
  readonly pieces: AsyncIterable<Piece>
  /** Shown where it is asked for, as a picture is; a download otherwise. */
  readonly isShown: boolean

  constructor(
    contentType: string,
    fileName: string,
    pieces: AsyncIterable<Piece>,
    options: { isShown?: boolean } = {},
  ) {
    this.contentType = contentType
    this.fileName = fileName.replace(/[^\w.-]+/g, '-')
    this.pieces = pieces
    this.isShown = options.isShown ?? false
  }

  /** For the header `Content-Disposition`. */
  get disposition(): string {
    return `${this.isShown ? 'inline' : 'attachment'}; filename="${this.fileName}"`
  }
}
