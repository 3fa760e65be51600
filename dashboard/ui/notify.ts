import { notifications } from '@mantine/notifications'
import { ApiError } from '../api.ts'

/** Says briefly that something was done. */
export const notifyDone = (message: string): void => {
  notifications.show({ message, color: 'guild', autoClose: 4000, withBorder: true })
}

/** Says that something failed, with the request id when the fault is the server's. */
export const notifyFailed = (error: Error): void => {
  const isServerFault = error instanceof ApiError && error.status >= 500 && error.requestId !== null
  notifications.show({
    title: 'That did not work',
    message: isServerFault ? `${error.message} Request ${error.requestId}` : error.message,
    color: 'red',
    autoClose: 8000,
    withBorder: true,
  })
}
