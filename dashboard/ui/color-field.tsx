import { ColorInput, type ColorInputProps } from '@mantine/core'
import { matches } from '@mantine/form'
import { LABEL_COLORS } from '#shared/label-colors.ts'

/** The colour with which a form for something new begins. */
export const FIRST_COLOR = LABEL_COLORS[0] ?? ''

/** Why a form's colour is none, by the contract's rule; null when it is one. */
export const whyNotColor = matches(/^#[0-9a-f]{6}$/i, 'Must be a colour like #0f766e')

/** The colour of a project or tag: one of ours, or any other typed. Takes what `form.getInputProps` answers. */
export function ColorField(props: ColorInputProps) {
  return (
    <ColorInput
      label="Colour"
      format="hex"
      swatches={LABEL_COLORS}
      swatchesPerRow={9}
      withEyeDropper={false}
      {...props}
    />
  )
}
