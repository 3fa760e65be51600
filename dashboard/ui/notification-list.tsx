import '@mantine/notifications/styles.layer.css'
import { Notifications } from '@mantine/notifications'

/** The notifications at the bottom right. */
export function NotificationList() {
  return <Notifications position="bottom-right" />
}
