import pg from 'pg'
import { APP_ROLE } from './ensure-app-role.ts'

export interface ListenerOptions {
  connectionString: string
  channel: string
  /** As pg_stat_activity shows the connection. */
  name: string
  onMessage: (payload: string) => void
  /**
   * Called again and again while the connection lives: everything committed before `provenAt` (milliseconds of
   * performance.now) has been heard. Left out: a connection that dies silently is noticed late.
   */
  onAlive?: (provenAt: number) => void
}

const BEAT_MS = 250
/** A connection that answers nothing for so long is taken as dead, whatever TCP says. */
const SILENCE_MS = 2_000

/**
 * Asks the listening connection itself: the server sends what it was notified of before it answers, so an answer
 * proves that everything committed before the question has arrived. Returns what stops it.
 */
const keepBeating = (client: pg.Client, onAlive: (provenAt: number) => void, onSilent: () => void) => {
  let askedAt: number | null = null
  const beat = (): void => {
    const now = performance.now()
    if (askedAt !== null) {
      if (now - askedAt > SILENCE_MS) onSilent()
      return
    }
    askedAt = now
    client.query('select 1').then(
      () => {
        askedAt = null
        onAlive(now)
      },
      // The connection's own events tell that it is lost.
      () => undefined,
    )
  }
  const timer = setInterval(beat, BEAT_MS)
  beat()
  return () => clearInterval(timer)
}

/**
 * Opens one connection that listens on a channel; the returned function closes it. `onLost` is called at most once, when
 * the connection is gone. Throws when the database can't be reached.
 */
export const openListener = async (
  options: ListenerOptions,
  onLost: () => void,
): Promise<() => Promise<void>> => {
  const client = new pg.Client({
    connectionString: options.connectionString,
    application_name: options.name,
    options: `-c role=${APP_ROLE}`,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  })
  let isOpen = false
  let isOver = false
  let stopBeating = (): void => undefined
  const lose = (): void => {
    if (isOver) return
    isOver = true
    stopBeating()
    client.end().catch(() => undefined)
    if (isOpen) onLost()
  }
  // Heard from the very first: an error that nobody hears would end the process.
  client.on('error', lose)
  client.on('end', lose)
  client.on('notification', (message) => {
    if (!isOver) options.onMessage(message.payload ?? '')
  })
  try {
    await client.connect()
    await client.query(`listen ${client.escapeIdentifier(options.channel)}`)
    if (isOver) throw new Error('the connection was lost as soon as it was made')
  } catch (error) {
    lose()
    throw error
  }
  isOpen = true
  const { onAlive } = options
  if (onAlive !== undefined) {
    const onProof = (at: number): void => {
      if (!isOver) onAlive(at)
    }
    stopBeating = keepBeating(client, onProof, lose)
  }
  return async () => {
    isOver = true
    stopBeating()
    await client.end().catch(() => undefined)
  }
}
