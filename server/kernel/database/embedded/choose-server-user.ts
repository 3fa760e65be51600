import { readFile, stat } from 'node:fs/promises'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

/** Numeric ids of the operating system user that the database server runs as. */
export interface ServerUser {
  uid: number
  gid: number
}

/**
 * PostgreSQL refuses to run as root. As root: the owner of the first of the given folders that exists and is not
 * root's, else `nobody`. Otherwise null: the server runs as the current user.
 */
export async function chooseServerUser(folders: string[]): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null
  for (const folder of folders) {
    const found = await stat(folder).catch(() => null)
    if (found && found.uid !== 0) return { uid: found.uid, gid: found.gid || found.uid }
  }
  const passwords = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const nobody = passwords.split('\n').find((line) => line.startsWith('nobody:'))
  const [, , uid, gid] = nobody?.split(':') ?? []
  if (!uid || !gid || Number(uid) <= 0)
    throw new EmbeddedPostgresError(
      'PostgreSQL does not run as root, and there is no user "nobody" to run it as. ' +
        'Start Guildhall as another user, or set DATABASE_URL.',
    )
  return { uid: Number(uid), gid: Number(gid) }
}
