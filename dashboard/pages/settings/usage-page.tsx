import { Alert, Badge, Group, SimpleGrid, Text, ThemeIcon } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconMinus } from '@tabler/icons-react'
import { listLimits } from '#shared/contract/organizations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { LimitBar } from '../../ui/limit-bar.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageSkeleton } from '../../ui/page-skeleton.tsx'
import { RestrictedNotice } from '../../ui/restricted-notice.tsx'
import { Section } from '../../ui/section.tsx'
import { useRoute } from '../../use-route.ts'
import { PlansTable } from './plans-table.tsx'

type Limits = RouteResponse<typeof listLimits>

function OverLimit({ limits, plan }: Limits) {
  const over = limits.filter(({ used, limit }) => used !== null && limit !== null && used > limit)
  if (over.length === 0) return null
  // Too many clicks stop nothing that could be added: only what is recorded of each.
  const added = over.filter(({ name }) => name !== 'clicks_a_month')
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title={`More in use than the plan ${plan.name} allows`}
      mb="md"
    >
      {added.length > 0 && (
        <Text size="sm">
          {added.map(({ label }) => label).join(', ')}: nothing is lost and everything goes on working.
          Nothing new of these can be added until less is in use, or the plan allows more.
        </Text>
      )}
      {added.length < over.length && (
        <Text size="sm">
          Clicks a month: links go on redirecting and totals go on counting. What else is known of a click is
          recorded again next month, or when the plan allows more.
        </Text>
      )}
    </Alert>
  )
}

function UsageSection({ limits }: Limits) {
  const counted = limits.filter(({ used }) => used !== null)
  const others = limits.filter(({ used }) => used === null)
  return (
    <Section heading="Usage" description="Seats count active members and pending invitations.">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing="md">
        {counted.map(({ name, label, used, limit }) => (
          <LimitBar key={name} label={label} used={used} limit={limit} />
        ))}
      </SimpleGrid>
      {others.length > 0 && (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing="xs">
          {others.map(({ name, label, limit }) => (
            <LimitBar key={name} label={label} used={null} limit={limit} />
          ))}
        </SimpleGrid>
      )}
    </Section>
  )
}

function FeaturesSection({ features, plan }: Limits) {
  return (
    <Section heading={`What the plan ${plan.name} includes`}>
      <SimpleGrid component="ul" cols={{ base: 1, sm: 2 }} verticalSpacing="xs" p={0} m={0}>
        {features.map(({ name, label, is_included: isIncluded }) => (
          <Group key={name} component="li" gap="xs" wrap="nowrap" style={{ listStyle: 'none' }}>
            <ThemeIcon
              size={20}
              radius="xl"
              variant={isIncluded ? 'light' : 'default'}
              color={isIncluded ? 'guild' : 'gray'}
              aria-hidden
            >
              {isIncluded ? <IconCheck size={13} /> : <IconMinus size={13} />}
            </ThemeIcon>
            <Text size="sm" c={isIncluded ? 'var(--mantine-color-text)' : 'dimmed'}>
              {label}
              {!isIncluded && ', not included'}
            </Text>
          </Group>
        ))}
      </SimpleGrid>
    </Section>
  )
}

function Usage() {
  const { id: orgId } = useWorkspace()
  const { data, error, refetch } = useRoute(listLimits, { params: { orgId } })
  if (data === undefined)
    return error === null ? (
      <PageSkeleton />
    ) : (
      <ErrorState error={error} order={1} onRetry={() => void refetch()} />
    )
  return (
    <>
      <PageHeader title="Usage & limits" subtitle="What this workspace uses of its plan.">
        <Badge size="lg">
          {data.plan.name}
          {data.plan.price !== '' && ` · ${data.plan.price}`}
        </Badge>
      </PageHeader>
      <OverLimit {...data} />
      <UsageSection {...data} />
      <FeaturesSection {...data} />
      {data.plans.length > 1 && (
        <PlansTable plans={data.plans} limits={data.limits} features={data.features} />
      )}
    </>
  )
}

/** Seats and limits of the plan as bars, its features, and the other plans beside it. */
export function UsagePage() {
  const { can } = useWorkspace()
  if (can('organization.view')) return <Usage />
  return (
    <>
      <PageHeader title="Usage & limits" />
      <RestrictedNotice permission="organization.view" />
    </>
  )
}
