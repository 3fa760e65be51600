import { Button, type TitleOrder } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { addressIn } from '../frame/navigation.ts'
import { useWorkspace } from '../frame/use-me.ts'
import { EmptyState } from './empty-state.tsx'

interface PlanNoticeProps {
  /** What the plan lacks, as the start of a sentence: "The audit log". */
  feature: string
  /** The plan's name, where it is known. */
  plan?: string | undefined
  order?: TitleOrder
}

/** The plan lacks a feature: says so, and leads to what each plan includes. */
export function PlanNotice({ feature, plan, order = 2 }: PlanNoticeProps) {
  const workspace = useWorkspace()
  return (
    <EmptyState
      icon={IconLock}
      order={order}
      heading={`${feature} is not part of your plan`}
      description={`${plan === undefined ? 'The plan of this workspace' : `The plan ${plan}`} does not include it. Plans are changed by whoever operates this server.`}
    >
      {workspace.can('organization.view') && (
        <Button component={Link} to={addressIn(workspace, 'settings/usage')} variant="default">
          Compare plans
        </Button>
      )}
    </EmptyState>
  )
}
