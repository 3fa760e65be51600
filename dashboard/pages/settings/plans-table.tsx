import { Badge, ScrollArea, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { listLimits } from '#shared/contract/organizations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { Section } from '../../ui/section.tsx'
import classes from './plans-table.module.css'

type Limits = RouteResponse<typeof listLimits>
type Plan = Limits['plans'][number]

interface PlansTableProps {
  plans: readonly Plan[]
  limits: Limits['limits']
  features: Limits['features']
}

const cellClass = (plan: Plan) => (plan.is_current ? classes.current : undefined)

function Head({ plans }: { plans: readonly Plan[] }) {
  return (
    <thead>
      <tr>
        <td />
        {plans.map((plan) => (
          <th key={plan.id} scope="col" className={cellClass(plan)}>
            {plan.name}
            <Text size="xs" c="dimmed" fw={400}>
              {plan.price}
            </Text>
            {plan.is_current && (
              <Badge size="sm" mt={4}>
                Yours
              </Badge>
            )}
          </th>
        ))}
      </tr>
    </thead>
  )
}

const amountOf = (limit: number | null | undefined): string =>
  limit === null || limit === undefined ? 'Unlimited' : limit.toLocaleString()

/** Every plan of this server side by side. */
export function PlansTable({ plans, limits, features }: PlansTableProps) {
  return (
    <Section
      heading="Plans compared"
      description="Whoever operates this server changes a workspace’s plan. After a change to a smaller one new things are refused; of what is there, only clicks and audit log entries older than it keeps are deleted."
    >
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Table of plans' }}>
        <table className={classes.table}>
          <Head plans={plans} />
          <tbody>
            {limits.map(({ name, label }) => (
              <tr key={name}>
                <th scope="row">{label}</th>
                {plans.map((plan) => (
                  <td key={plan.id} className={`${cellClass(plan) ?? ''} tabular`}>
                    {amountOf(plan.limits[name])}
                  </td>
                ))}
              </tr>
            ))}
            {features.map(({ name, label }) => (
              <tr key={name}>
                <th scope="row">{label}</th>
                {plans.map((plan) => (
                  <td key={plan.id} className={cellClass(plan)}>
                    {plan.features.includes(label) ? (
                      <IconCheck
                        size={16}
                        role="img"
                        aria-label="included"
                        color="var(--mantine-color-anchor)"
                      />
                    ) : (
                      <span title="not included">—</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </Section>
  )
}
