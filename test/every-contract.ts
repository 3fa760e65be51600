import * as abuse from '#shared/contract/abuse.ts'
import * as account from '#shared/contract/account.ts'
import * as analytics from '#shared/contract/analytics.ts'
import * as apiKeys from '#shared/contract/api-keys.ts'
import * as apps from '#shared/contract/apps.ts'
import * as audit from '#shared/contract/audit.ts'
import * as domains from '#shared/contract/domains.ts'
import * as invitations from '#shared/contract/invitations.ts'
import * as linkBulk from '#shared/contract/link-bulk.ts'
import * as links from '#shared/contract/links.ts'
import * as members from '#shared/contract/members.ts'
import * as operator from '#shared/contract/operator.ts'
import * as organizations from '#shared/contract/organizations.ts'
import * as projects from '#shared/contract/projects.ts'
import * as qrCodes from '#shared/contract/qr-codes.ts'
import * as roles from '#shared/contract/roles.ts'
import type { RouteContract } from '#shared/contract/route.ts'
import * as tags from '#shared/contract/tags.ts'
import * as teams from '#shared/contract/teams.ts'
import * as webhooks from '#shared/contract/webhooks.ts'

const modules = [
  abuse,
  account,
  analytics,
  apiKeys,
  apps,
  audit,
  domains,
  invitations,
  linkBulk,
  links,
  members,
  operator,
  organizations,
  projects,
  qrCodes,
  roles,
  tags,
  teams,
  webhooks,
]

const isContract = (value: unknown): value is RouteContract =>
  typeof value === 'object' && value !== null && 'path' in value && 'access' in value

/** Every route of the contract by its export's name. */
export const EVERY_CONTRACT: [string, RouteContract][] = modules.flatMap((module) =>
  Object.entries(module).filter((entry): entry is [string, RouteContract] => isContract(entry[1])),
)
