import type { Logger } from 'pino'
import { type ListenerOptions, openListener } from './open-listener.ts'

interface Listening extends ListenerOptions {
  /** Called on each new connection: what was announced before it was made is not heard. */
  onListening: () => void
  onLost?: () => void
  log: Logger
}

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 15_000

/** Listens on a channel until the returned function is called, with a new connection when one is lost. */
export const keepListening = async (listening: Listening): Promise<() => Promise<void>> => {
  const { channel, onListening, log } = listening
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
    listening.onLost?.()
    log.warn({ channel }, 'a listening connection is lost; connecting again')
    connectLater()
  }
  const connect = async (): Promise<void> => {
    try {
      close = await openListener(listening, onLost)
    } catch (error) {
      log.warn({ err: error, channel }, 'could not listen; trying again')
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
