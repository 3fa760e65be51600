import { Alert, Checkbox, ColorInput, Group, Stack, Tooltip, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { QrStyle } from '#shared/contract/qr-codes.ts'
import { isInverted, whyUnreadable } from '#shared/draw-qr-svg.ts'
import classes from './qr-color-fields.module.css'
import { hasColorsOf, QR_PRESETS } from './qr-drafts.ts'

interface QrColorFieldsProps {
  style: QrStyle
  onChange: (changes: Partial<QrStyle>) => void
}

const COLOR = /^#[0-9a-f]{6}$/i

/** Pairs of colours to choose from. */
export function QrPresets({ style, onChange }: QrColorFieldsProps) {
  return (
    <Group gap={6} role="group" aria-label="Colours to choose from">
      {QR_PRESETS.map((preset) => (
        <Tooltip key={preset.name} label={preset.name}>
          <UnstyledButton
            className={classes.preset}
            aria-label={preset.name}
            aria-pressed={hasColorsOf(style, preset)}
            style={{ '--preset-ink': preset.colors.foreground, '--preset-ground': preset.colors.background }}
            onClick={() => onChange(preset.colors)}
          />
        </Tooltip>
      ))}
    </Group>
  )
}

/** The two colours of a code, and whether scanners can tell them apart. */
export function QrColorFields({ style, onChange }: QrColorFieldsProps) {
  const isTransparent = style.background === 'transparent'
  const problem = whyUnreadable(style)
  return (
    <Stack gap="xs">
      <QrPresets style={style} onChange={onChange} />
      <Group grow align="flex-start" gap="sm">
        <ColorInput
          label="Code"
          format="hex"
          withEyeDropper={false}
          value={style.foreground}
          onChange={(foreground) => COLOR.test(foreground) && onChange({ foreground })}
          error={problem !== null}
        />
        <ColorInput
          label="Background"
          format="hex"
          withEyeDropper={false}
          disabled={isTransparent}
          value={isTransparent ? '' : style.background}
          placeholder="Transparent"
          onChange={(background) => COLOR.test(background) && onChange({ background })}
        />
      </Group>
      <Checkbox
        label="Transparent background"
        checked={isTransparent}
        onChange={(event) =>
          onChange({ background: event.currentTarget.checked ? 'transparent' : '#ffffff' })
        }
      />
      {problem !== null && (
        <Alert color="red" p="xs" icon={<IconAlertTriangle size={16} />} role="alert">
          The colour of the code {problem}.
        </Alert>
      )}
      {problem === null && isInverted(style) && (
        <Alert color="yellow" p="xs" icon={<IconAlertTriangle size={16} />}>
          Light on dark: some older scanners don’t read such codes. Try it before you print it.
        </Alert>
      )}
    </Stack>
  )
}
