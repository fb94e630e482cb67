import '@mantine/notifications/styles.layer.css'
import { Notifications, showNotification } from '@mantine/notifications'

/** Where passing words appear. */
export const Told = () => (
  <Notifications position="bottom-right" containerWidth={360} transitionDuration={0} />
)

/** Shows a passing word for five seconds. */
export const show = (message: string): void => {
  showNotification({ message, autoClose: 5000, withBorder: true, withCloseButton: false })
}
