import { Stack, Textarea, TextInput } from '@mantine/core'
import type { Role } from '#shared/contract/roles.ts'
import { ROLE_ICONS, type RoleIcon as RoleIconName } from '#shared/permissions.ts'
import type { ApiError } from '../../../api.ts'
import { RoleIcon } from '../../../ui/role-badge.tsx'
import { LevelField } from './level-field.tsx'
import { PictureRadio } from './picture-radio.tsx'
import type { RoleForm } from './role-draft.ts'

const COLORS = [
  { value: '#0f766e', label: 'Teal' },
  { value: '#2f855a', label: 'Green' },
  { value: '#6b8e23', label: 'Olive' },
  { value: '#b7791f', label: 'Gold' },
  { value: '#c05621', label: 'Orange' },
  { value: '#c53030', label: 'Red' },
  { value: '#b83280', label: 'Pink' },
  { value: '#805ad5', label: 'Purple' },
  { value: '#4c51bf', label: 'Indigo' },
  { value: '#2b6cb0', label: 'Blue' },
  { value: '#0e7490', label: 'Cyan' },
  { value: '#4a5568', label: 'Slate' },
]

const Swatch = ({ color }: { color: string }) => (
  <span style={{ width: 20, height: 20, borderRadius: 6, background: color }} />
)

// A colour set over the API need not be one of ours; it stays choosable.
const colorsWith = (color: string) =>
  COLORS.some(({ value }) => value === color.toLowerCase())
    ? COLORS
    : [...COLORS, { value: color, label: color }]

interface RoleDetailsProps {
  form: RoleForm
  roles: readonly Role[]
  error: ApiError | null
}

/** Name, description, icon, colour and level of a role. */
export function RoleDetails({ form, roles, error }: RoleDetailsProps) {
  const { draft, set, canEditDetails } = form
  const isDisabled = !canEditDetails
  const nameRule = error?.fields.find(({ field }) => field === 'name')?.rule
  return (
    <Stack gap="md">
      <TextInput
        label="Role Name"
        placeholder="Marketing Manager"
        required
        maxLength={50}
        disabled={isDisabled}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        error={nameRule}
        data-autofocus
      />
      <Textarea
        label="Description"
        description={`${draft.description.length} of 500`}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={500}
        minRows={2}
        maxRows={6}
        disabled={isDisabled}
        value={draft.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <PictureRadio
        legend="Icon"
        options={ROLE_ICONS.map((icon) => ({
          value: icon,
          label: icon,
          picture: <RoleIcon icon={icon} size={18} />,
        }))}
        value={draft.icon}
        onChange={(icon) => set({ icon: icon as RoleIconName })}
        disabled={isDisabled}
      />
      <PictureRadio
        legend="Color"
        options={colorsWith(draft.color).map(({ value, label }) => ({
          value,
          label,
          picture: <Swatch color={value} />,
        }))}
        value={draft.color.toLowerCase()}
        onChange={(color) => set({ color })}
        disabled={isDisabled}
      />
      <LevelField form={form} roles={roles} />
    </Stack>
  )
}
