import { Box, Button, Kbd } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import { listLimits } from '#shared/contract/organizations.ts'
import { addressIn } from '../../frame/navigation.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { Gated } from '../../ui/gated.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { part } from '../../ui/part.ts'
import { RestrictedNotice } from '../../ui/restricted-notice.tsx'
import { useRoute } from '../../use-route.ts'
import { useWhyPlanRefuses } from '../settings/use-plan-room.ts'
import { useLinkFilters } from './list/link-filters.ts'
import { LinksTable } from './list/links-table.tsx'
import { QuickCreate } from './list/quick-create.tsx'

const LimitBar = part(() => import('../../ui/limit-bar.tsx').then((file) => file.LimitBar))

// Until then the limit is no concern of anybody's.
const NEAR = 0.8

function LimitNotice() {
  const { id: orgId, can } = useWorkspace()
  const { data } = useRoute(
    listLimits,
    { params: { orgId } },
    { enabled: can('organization.view'), staleTime: 30_000 },
  )
  const links = data?.limits.find(({ name }) => name === 'links')
  if (links === undefined || links.limit === null || links.used === null) return null
  if (links.used < links.limit * NEAR) return null
  return (
    <Box mb="md" maw={420}>
      <Suspense>
        <LimitBar label={links.label} used={links.used} limit={links.limit} />
      </Suspense>
    </Box>
  )
}

function HeaderButtons() {
  const workspace = useWorkspace()
  const planRefuses = useWhyPlanRefuses('links')
  const refusal = workspace.can('links.create') ? planRefuses : 'You need the permission links.create.'
  return (
    <>
      <Gated allowed={refusal === null} reason={refusal ?? ''}>
        <Button
          component={Link}
          to={addressIn(workspace, 'links/import')}
          variant="default"
          leftSection={<IconFileImport size={16} aria-hidden />}
        >
          Import
        </Button>
      </Gated>
      <Gated allowed={refusal === null} reason={refusal ?? ''}>
        <Button
          component={Link}
          to={addressIn(workspace, 'links/new')}
          leftSection={<IconPlus size={16} aria-hidden />}
          rightSection={
            <Kbd size="xs" visibleFrom="sm" aria-hidden>
              C
            </Kbd>
          }
          aria-keyshortcuts="C"
        >
          New link
        </Button>
      </Gated>
    </>
  )
}

function Links() {
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const filters = useLinkFilters()
  const mayCreate = workspace.can('links.create')
  useHotkeys(mayCreate ? [['c', () => void navigate({ to: addressIn(workspace, 'links/new') })]] : [])
  return (
    <>
      <LimitNotice />
      {mayCreate && <QuickCreate />}
      <LinksTable filters={filters} />
    </>
  )
}

/** The short links of a workspace. */
export function LinksPage() {
  const { can } = useWorkspace()
  return (
    <>
      <PageHeader title="Links" subtitle="Short links and where they lead.">
        {can('links.read') && <HeaderButtons />}
      </PageHeader>
      {can('links.read') ? <Links /> : <RestrictedNotice permission="links.read" />}
    </>
  )
}
