/** The embedded database could not be used; the message says what is wrong and what to do about it. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError'
}

/** The data folder belongs to another running process. */
export class DataFolderInUseError extends EmbeddedPostgresError {
  override name = 'DataFolderInUseError'
}

/** Turns what PostgreSQL printed before it gave up into an error that names the cause. */
export function explainFailure(act: string, output: string): EmbeddedPostgresError {
  const tail = output.trim().split('\n').slice(-8).join('\n')
  let hint = ''
  if (/No space left on device|could not extend file/i.test(output))
    hint = ' The disk is full: free some space.'
  else if (/Permission denied/i.test(output)) hint = ' The folder or its files are not writable for its user.'
  else if (/Read-only file system/i.test(output)) hint = ' The disk is mounted read-only.'
  else if (/user does not exist|could not look up effective user/i.test(output))
    hint = ' The user that runs this process has no entry in /etc/passwd: add one, or set DATABASE_URL.'
  else if (/incompatible with server/i.test(output))
    hint = ' The folder was made by another version of PostgreSQL: restore a backup into a new folder.'
  return new EmbeddedPostgresError(`The embedded database could not ${act}.${hint}\n${tail}`.trim())
}
