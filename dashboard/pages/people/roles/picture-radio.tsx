import { type ReactNode, useId } from 'react'
import classes from './picture-radio.module.css'

interface PictureRadioProps {
  legend: string
  options: readonly { value: string; label: string; picture: ReactNode }[]
  value: string
  onChange: (value: string) => void
  disabled: boolean
}

/** One of several pictures: native radio buttons, so that arrow keys and screen readers work as everywhere. */
export function PictureRadio({ legend, options, value, onChange, disabled }: PictureRadioProps) {
  const name = useId()
  return (
    <fieldset className={classes.group} disabled={disabled}>
      <legend className={classes.legend}>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className={classes.option} title={option.label}>
          <input
            type="radio"
            name={name}
            value={option.value}
            aria-label={option.label}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          <span className={classes.picture}>{option.picture}</span>
        </label>
      ))}
    </fieldset>
  )
}
