import { z } from 'zod'

/** Limits of a plan, with the words people read. A limit of null means unlimited. */
export const LIMITS = {
  members: 'Members',
  links: 'Short links',
  pages: 'Link pages',
  domains: 'Custom domains',
  projects: 'Projects',
  teams: 'Teams',
  event_types: 'Event types',
  monthly_invitations: 'Invitations a month',
  audit_retention_days: 'Days of audit log',
  api_requests_a_minute: 'API requests a minute',
  clicks_a_month: 'Clicks a month',
  analytics_retention_days: 'Days of analytics',
} as const
export type LimitName = keyof typeof LIMITS

/** Features that a plan includes or not. */
export const FEATURES = {
  organizations: 'Create organizations',
  teams: 'Teams',
  custom_roles: 'Custom roles',
  audit_log: 'Organization audit log',
  api: 'API keys',
  scim: 'SCIM provisioning',
  two_factor_enforcement: 'Second factor required of all members',
  ip_allow_list: 'IP allow-list',
} as const
export type FeatureName = keyof typeof FEATURES

const limit = z.number().int().min(0).nullable()
const limitNames = Object.keys(LIMITS) as [LimitName, ...LimitName[]]
const featureNames = Object.keys(FEATURES) as [FeatureName, ...FeatureName[]]

const planSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]{1,32}$/, 'must be lower-case letters, digits and underscores'),
  name: z.string().min(1).max(50),
  price: z.string().max(50).default(''),
  limits: z.strictObject(
    Object.fromEntries(limitNames.map((name) => [name, limit.default(null)])) as Record<
      LimitName,
      z.ZodDefault<typeof limit>
    >,
  ),
  features: z.array(z.enum(featureNames)),
})
export type Plan = z.output<typeof planSchema>

/** A catalogue: plans from the smallest to the largest, and the one that new workspaces get. */
export const planCatalogueSchema = z
  .strictObject({
    default_plan: z.string(),
    plans: z.array(planSchema).min(1).max(50),
  })
  .superRefine((catalogue, context) => {
    const ids = catalogue.plans.map((plan) => plan.id)
    if (new Set(ids).size !== ids.length) {
      context.addIssue({ code: 'custom', path: ['plans'], message: 'ids must differ' })
    }
    if (!ids.includes(catalogue.default_plan)) {
      context.addIssue({
        code: 'custom',
        path: ['default_plan'],
        message: 'must be the id of one of the plans',
      })
    }
  })
export type PlanCatalogue = z.output<typeof planCatalogueSchema>

const unlimited = { limits: {}, features: [...featureNames] }

/**
 * The shipped catalogue: seats of seed 001 §12.5 with the link and domain limits of seed 002, and the unlimited plan
 * on which a self-hosted organization starts.
 */
export const DEFAULT_PLANS: PlanCatalogue = planCatalogueSchema.parse({
  default_plan: 'unlimited',
  plans: [
    {
      id: 'free',
      name: 'Free',
      price: '$0',
      limits: {
        members: 5,
        links: 1000,
        pages: 5,
        domains: 0,
        projects: 3,
        teams: 1,
        event_types: 5,
        monthly_invitations: 20,
        audit_retention_days: 30,
        api_requests_a_minute: 60,
        clicks_a_month: 50_000,
        analytics_retention_days: 30,
      },
      features: ['organizations', 'api'],
    },
    {
      id: 'starter',
      name: 'Starter',
      price: '$12/month',
      limits: {
        members: 10,
        links: 5000,
        pages: 20,
        domains: 2,
        projects: 20,
        teams: 5,
        event_types: 25,
        monthly_invitations: 100,
        audit_retention_days: 90,
        api_requests_a_minute: 300,
        clicks_a_month: 250_000,
        analytics_retention_days: 365,
      },
      features: ['organizations', 'teams', 'api'],
    },
    {
      id: 'pro',
      name: 'Professional',
      price: '$29/month',
      limits: {
        members: 25,
        links: 10_000,
        pages: 100,
        domains: 5,
        projects: 100,
        teams: 25,
        event_types: 200,
        monthly_invitations: 500,
        audit_retention_days: 365,
        api_requests_a_minute: 1200,
        clicks_a_month: 2_000_000,
        analytics_retention_days: 730,
      },
      features: ['organizations', 'teams', 'custom_roles', 'audit_log', 'api', 'scim'],
    },
    { id: 'enterprise', name: 'Enterprise', price: 'Custom', ...unlimited },
    { id: 'unlimited', name: 'Self-hosted', price: 'Free', ...unlimited },
  ],
})
