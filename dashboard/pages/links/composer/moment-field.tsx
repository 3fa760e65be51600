import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { MomentFieldProps } from './moment-picker.tsx'

const MomentPicker = lazy(() =>
  import('./moment-picker.tsx').then((file) => ({ default: file.MomentPicker })),
)

/** A date and time in the viewer's zone; the calendar is loaded when the first one shows. */
export const MomentField = (props: MomentFieldProps) => (
  <Suspense fallback={<Skeleton height={60} />}>
    <MomentPicker {...props} />
  </Suspense>
)
