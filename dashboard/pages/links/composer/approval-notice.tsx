import { Alert, Text } from '@mantine/core'
import { IconClockPause } from '@tabler/icons-react'
import type { Link } from '#shared/contract/link-fields.ts'
import { getOrganizationSettings } from '#shared/contract/organizations.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { useRoute } from '../../../use-route.ts'

/** Says that somebody has to approve the link before it leads anywhere, where that is so. */
export function ApprovalNotice({ saved }: { saved: Link | null }) {
  const { id: orgId, can } = useWorkspace()
  const { data } = useRoute(
    getOrganizationSettings,
    { params: { orgId } },
    { enabled: can('settings.view') && !can('links.approve'), staleTime: 60_000 },
  )
  if (data?.settings.requireApprovalForLinks !== true || can('links.approve')) return null
  return (
    <Alert color="yellow" variant="light" icon={<IconClockPause size={18} />} p="sm">
      <Text size="sm">
        {saved === null
          ? 'Links of this workspace are approved before they go live. Yours waits until somebody does; you are told by e-mail.'
          : 'When where this link leads is changed, it waits for approval again and leads nowhere until then.'}
      </Text>
    </Alert>
  )
}
