import { Button, Group, SegmentedControl, SimpleGrid, Skeleton, Text, Title } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import type { Role } from '#shared/contract/roles.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { Gated } from '../../../ui/gated.tsx'
import { useDialog } from '../../../ui/use-dialog.ts'
import { useListState } from '../../../ui/use-list-state.ts'
import { useRoles } from '../use-roles.ts'
import { useLimits, usePlanIncludes } from '../use-seats.ts'
import { DeleteRoleDialog } from './delete-role-dialog.tsx'
import { RoleCard } from './role-card.tsx'
import { RoleComparison } from './role-comparison.tsx'
import { RoleEditor } from './role-editor.tsx'

const VIEWS = [
  { value: 'cards', label: 'Cards' },
  { value: 'compare', label: 'Compare' },
]
const SKELETONS = ['a', 'b', 'c', 'd']

function RolesHeader({
  view,
  onView,
  onCreate,
}: {
  view: string
  onView: (view: string) => void
  onCreate: () => void
}) {
  const isIncluded = usePlanIncludes('custom_roles')
  const plan = useLimits()?.plan.name ?? ''
  return (
    <Group justify="space-between" align="flex-end" mb="md" gap="sm">
      <div>
        <Title order={2}>Roles Management</Title>
        <Text size="sm" c="dimmed">
          What each role allows. You can hand out roles below your own level.
        </Text>
      </div>
      <Group gap="xs">
        <SegmentedControl size="xs" data={VIEWS} value={view} onChange={onView} aria-label="View" />
        <Gated allowed={isIncluded} reason={`Your plan ${plan} does not include custom roles.`}>
          <Button variant="default" leftSection={<IconUserPlus size={16} />} onClick={onCreate}>
            Create Role
          </Button>
        </Gated>
      </Group>
    </Group>
  )
}

interface CardsProps {
  roles: readonly Role[] | undefined
  onEdit: (role: Role) => void
  onDelete: (role: Role) => void
}

function Cards({ roles, onEdit, onDelete }: CardsProps) {
  return (
    <SimpleGrid
      component="ul"
      cols={{ base: 1, md: 2, xl: 3 }}
      spacing="md"
      m={0}
      p={0}
      style={{ listStyle: 'none' }}
      aria-label="Roles"
    >
      {roles === undefined
        ? SKELETONS.map((id) => (
            <li key={id}>
              <Skeleton height={210} radius={10} />
            </li>
          ))
        : roles.map((role) => <RoleCard key={role.id} role={role} onEdit={onEdit} onDelete={onDelete} />)}
    </SimpleGrid>
  )
}

/** The roles as cards or side by side, with their editor: 001 §12.4. */
export function RolesTab() {
  const { query, roles } = useRoles()
  const { values, set } = useListState({ view: 'cards' })
  const editor = useDialog<Role | 'new'>()
  const removal = useDialog<Role>()
  return (
    <>
      <RolesHeader view={values.view} onView={(view) => set({ view })} onCreate={() => editor.open('new')} />
      {query.error !== null && roles === undefined ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : values.view === 'compare' && roles !== undefined ? (
        <RoleComparison roles={roles} />
      ) : (
        <Cards roles={roles} onEdit={editor.open} onDelete={removal.open} />
      )}
      <RoleEditor key={`editor-${editor.opening}`} dialog={editor} />
      <DeleteRoleDialog key={`delete-${removal.opening}`} dialog={removal} />
    </>
  )
}
