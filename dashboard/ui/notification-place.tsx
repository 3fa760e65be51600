import { useNotifications } from '@mantine/notifications'
import { lazy, Suspense, useState } from 'react'

const Notifications = lazy(() =>
  import('./notification-list.tsx').then((file) => ({ default: file.NotificationList })),
)

/** Where notifications show; loads what draws them with the first one. */
export function NotificationPlace() {
  const { notifications } = useNotifications()
  const [isWanted, setWanted] = useState(false)
  if (notifications.length > 0 && !isWanted) setWanted(true)
  return <Suspense>{isWanted && <Notifications />}</Suspense>
}
