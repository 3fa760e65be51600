import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, readlinkSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { EMBEDDED_ROLE } from './create-cluster.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

const SOCKET_NAME = '.s.PGSQL.5432'
// The smaller of the kernels' limits (macOS 103, Linux 107 bytes).
const LONGEST_PATH = 103

/** The connection string of a database of the cluster whose server listens in this folder. */
export function connectionStringFor(cluster: string, database: string = EMBEDDED_ROLE): string {
  return `postgresql://${EMBEDDED_ROLE}@localhost/${database}?host=${encodeURIComponent(socketFolder(cluster))}`
}

/** Where a client finds the socket: the cluster's folder, or a short link to it where that path is too long. */
function socketFolder(cluster: string): string {
  const folder = realpathSync(cluster)
  if (Buffer.byteLength(path.join(folder, SOCKET_NAME)) <= LONGEST_PATH) return folder
  const uid = process.getuid?.() ?? 0
  const own = path.join(tmpdir(), `guildhall-${uid}-sockets`)
  mkdirSync(own, { recursive: true, mode: 0o700 })
  const found = lstatSync(own)
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0)
    throw new EmbeddedPostgresError(
      `The path of the data folder is too long for a socket, and ${own} does not belong to this user alone. ` +
        'Remove it, or choose a shorter data folder.',
    )
  const link = path.join(own, createHash('sha256').update(folder).digest('hex').slice(0, 16))
  if (readLink(link) !== folder) {
    rmSync(link, { force: true })
    symlinkSync(folder, link)
  }
  return link
}

function readLink(link: string): string | null {
  try {
    return readlinkSync(link)
  } catch {
    return null
  }
}
