/** The database can't be brought to this release's schema; the message says why and what to do. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}
