import type { Logger } from 'pino'
import { listenForJobs } from './queue-queries.ts'

interface Listening {
  connectionString: string
  onJob: (name: string) => void
  /** Called on each new connection: what was announced before it was made is not heard. */
  onListening: () => void
  log: Logger
}

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 15_000

/** Listens for new jobs until the returned function is called, with a new connection when one is lost. */
export const keepListening = async (listening: Listening): Promise<() => Promise<void>> => {
  const { connectionString, onJob, onListening, log } = listening
  let pause = FIRST_PAUSE_MS
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let close = async (): Promise<void> => undefined

  const connectLater = (): void => {
    if (isStopped) return
    timer = setTimeout(() => void connect(), pause)
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  }
  const onLost = (): void => {
    log.warn('the connection that hears of new jobs is lost; connecting again')
    connectLater()
  }
  const connect = async (): Promise<void> => {
    try {
      close = await listenForJobs(connectionString, onJob, onLost)
    } catch (error) {
      log.warn({ err: error }, 'could not listen for new jobs; trying again')
      connectLater()
      return
    }
    if (isStopped) return await close()
    pause = FIRST_PAUSE_MS
    onListening()
  }

  await connect()
  return async () => {
    isStopped = true
    clearTimeout(timer)
    await close()
  }
}
