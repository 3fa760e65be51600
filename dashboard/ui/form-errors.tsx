import { Alert, Text } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import type { ApiError } from '../api.ts'

interface FormLike {
  setErrors: (errors: Record<string, string>) => void
  getValues: () => object
}

/** Puts the server's rules on the fields that broke them: `onFailed: showFieldErrors(form)`. */
export const showFieldErrors =
  (form: FormLike) =>
  (error: ApiError): void => {
    const known = form.getValues()
    const mine = error.fields.filter(({ field }) => (field.split('.')[0] ?? '') in known)
    if (mine.length > 0) form.setErrors(Object.fromEntries(mine.map(({ field, rule }) => [field, rule])))
  }

/** What a form's failure says as a whole; with the request id when the fault is the server's. */
export function FormError({ error }: { error: ApiError | null }) {
  if (error === null) return null
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle size={18} />} role="alert" p="sm">
      <Text size="sm">{error.message}</Text>
      {error.status >= 500 && error.requestId !== null && (
        <Text size="xs" c="dimmed">
          Request <code>{error.requestId}</code>
        </Text>
      )}
    </Alert>
  )
}
