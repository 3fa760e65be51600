import '@mantine/dates/styles.layer.css'
import { DateTimePicker } from '@mantine/dates'
import dayjs from 'dayjs'
import type { ReactNode } from 'react'
import { zoneLabel } from './local-time.ts'

export interface MomentFieldProps {
  label: string
  /** "2026-11-30 18:00:00" in the viewer's zone; null for none. */
  value: string | null
  onChange: (value: string | null) => void
  error?: ReactNode
  disabled?: boolean
}

const FORMAT = 'MMM D, YYYY HH:mm'
const PLACEHOLDER = 'Choose a day and a time'

/** Chooses a date and a time; says in which zone. */
export function MomentPicker({ label, value, onChange, error, disabled = false }: MomentFieldProps) {
  return (
    <DateTimePicker
      label={label}
      description={`Time zone: ${zoneLabel(value)}`}
      placeholder={PLACEHOLDER}
      valueFormat={FORMAT}
      value={value}
      onChange={onChange}
      error={error}
      disabled={disabled}
      size="sm"
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${label}` }}
      timePickerProps={{ hoursInputLabel: 'Hours', minutesInputLabel: 'Minutes' }}
      submitButtonProps={{ 'aria-label': 'Use this day and time' }}
      // The field is a button: its name has to hold what it shows.
      aria-label={`${label}: ${value === null ? PLACEHOLDER : dayjs(value).format(FORMAT)}`}
      popoverProps={{ returnFocus: true }}
    />
  )
}
