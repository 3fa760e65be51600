import { Input, SegmentedControl, Select, Slider, Stack } from '@mantine/core'
import { ERROR_LEVELS, type QrStyle } from '#shared/contract/qr-codes.ts'
import { drawnLevel } from '#shared/draw-qr-svg.ts'
import { LogoField } from './logo-field.tsx'
import { QrColorFields } from './qr-color-fields.tsx'
import type { QrDraft } from './qr-drafts.ts'

const LEVEL_NAMES = { L: 'L · 7%', M: 'M · 15%', Q: 'Q · 25%', H: 'H · 30%' }
const SIZES = [256, 512, 1024, 2048, 4096]

interface QrDesignerProps {
  draft: QrDraft
  onChange: (draft: QrDraft) => void
  logoError?: string | undefined
}

function LevelField({ draft, onChange }: { draft: QrDraft; onChange: (changes: Partial<QrStyle>) => void }) {
  const hasLogo = draft.logo !== null
  const isLevel = (text: string): text is QrStyle['error_level'] => text in LEVEL_NAMES
  return (
    <Input.Wrapper
      label="Error correction"
      description="How much of the code may be dirty or covered. More makes it denser."
      labelElement="div"
    >
      <SegmentedControl
        fullWidth
        mt={4}
        size="xs"
        aria-label="Error correction"
        value={drawnLevel(draft.style.error_level, hasLogo)}
        onChange={(level) => isLevel(level) && onChange({ error_level: level })}
        data={ERROR_LEVELS.map((value) => ({
          value,
          label: LEVEL_NAMES[value],
          disabled: hasLogo && drawnLevel(value, true) !== value,
        }))}
      />
    </Input.Wrapper>
  )
}

/** Everything about how a code looks: colours, logo, margin, error correction, size. */
export function QrDesigner({ draft, onChange, logoError }: QrDesignerProps) {
  const { style } = draft
  const setStyle = (changes: Partial<QrStyle>) => onChange({ ...draft, style: { ...style, ...changes } })
  const sizes = [...new Set([...SIZES, style.size])].sort((one, other) => one - other)
  return (
    <Stack gap="md">
      <QrColorFields style={style} onChange={setStyle} />
      <LogoField logo={draft.logo} onChange={(logo) => onChange({ ...draft, logo })} error={logoError} />
      <LevelField draft={draft} onChange={setStyle} />
      <Input.Wrapper
        label="Margin"
        description={
          style.margin < 4
            ? 'Scanners want 4 modules around a code, unless what lies around it is as light.'
            : 'Modules around the code'
        }
        labelElement="div"
      >
        <Slider
          thumbLabel="Margin in modules"
          min={0}
          max={20}
          value={style.margin}
          onChange={(margin) => setStyle({ margin })}
          marks={[{ value: 0 }, { value: 4 }, { value: 10 }, { value: 20 }]}
          mt={10}
          mb={6}
        />
      </Input.Wrapper>
      <Select
        label="Size as PNG"
        data={sizes.map((size) => ({ value: String(size), label: `${size} × ${size} pixels` }))}
        value={String(style.size)}
        onChange={(size) => size !== null && setStyle({ size: Number(size) })}
        allowDeselect={false}
      />
    </Stack>
  )
}
