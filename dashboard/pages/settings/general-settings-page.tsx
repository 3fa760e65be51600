import { Text } from '@mantine/core'
import { getOrganizationSettings } from '#shared/contract/organizations.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageSkeleton } from '../../ui/page-skeleton.tsx'
import { useRoute } from '../../use-route.ts'
import { DeleteOrganizationSection } from './delete-organization-section.tsx'
import { DetailsSection } from './details-section.tsx'
import { LeaveSection } from './leave-section.tsx'
import { NameSection } from './name-section.tsx'
import { OwnershipSection } from './ownership-section.tsx'
import { RulesSection } from './rules-section.tsx'

/** Name, details, rules, ownership, leaving and deletion of a workspace. */
export function GeneralSettingsPage() {
  const { id: orgId, kind } = useWorkspace()
  const { data, error, refetch } = useRoute(getOrganizationSettings, { params: { orgId } })
  if (data === undefined)
    return error === null ? (
      <PageSkeleton />
    ) : (
      <ErrorState error={error} order={1} onRetry={() => void refetch()} />
    )
  const isPersonal = kind === 'personal'
  return (
    <>
      <PageHeader
        title="General"
        subtitle={isPersonal ? 'Settings of your personal workspace.' : `Settings of ${data.name}.`}
      />
      <NameSection organization={data} />
      <DetailsSection organization={data} />
      <RulesSection organization={data} />
      {isPersonal ? (
        <Text size="sm" c="dimmed">
          A personal workspace can’t be left, handed over or deleted: it goes with your account.
        </Text>
      ) : (
        <>
          <OwnershipSection organization={data} />
          <LeaveSection organization={data} />
          <DeleteOrganizationSection organization={data} />
        </>
      )}
    </>
  )
}
