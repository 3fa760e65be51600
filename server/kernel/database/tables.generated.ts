// Written by "npm run generate:schema" from the migrations. Do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

export interface AbuseReportsTable {
  id: string
  reported_url: string
  reported_organization_id: string | null
  reported_link_id: string | null
  reason: string
  details: Generated<string>
  reporter_email: string | null
  status: Generated<'open' | 'blocked' | 'dismissed'>
  decided_by: string | null
  decided_at: Date | null
  mailed_at: Date | null
  created_at: Generated<Date>
}

export interface AccountsTable {
  id: string
  user_id: string
  account_id: string
  provider_id: string
  access_token: string | null
  refresh_token: string | null
  id_token: string | null
  access_token_expires_at: Date | null
  refresh_token_expires_at: Date | null
  scope: string | null
  password: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface AddressesTable {
  organization_id: string
  id: string
  host: Generated<string>
  slug: string
  slug_key: string
  kind: string
  target_id: string
  created_at: Generated<Date>
  released_at: Date | null
}

export interface AppsTable {
  organization_id: string
  id: string
  platform: 'ios' | 'android'
  name: string
  identifier: string
  team_id: string | null
  fingerprints: Generated<string[]>
  url_scheme: string | null
  store_url: string
  created_by: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface AuditChainsTable {
  organization_id: string
  last_sequence: number
  last_hash: string
  signature: string
}

export interface AuditCutsTable {
  organization_id: string
  sequence: number
  hash: string
  entries_removed: number
  cut_at: Date
  signature: string
}

export interface AuditEntriesTable {
  organization_id: string
  sequence: number
  id: string
  created_at: Date
  category: string
  action: string
  outcome: 'succeeded' | 'refused'
  actor_kind: string
  actor_id: string | null
  actor_name: string
  actor_email: string | null
  actor_image: string | null
  on_behalf_of: ColumnType<JsonValue | null, string | null | undefined, string | null>
  targets: ColumnType<JsonValue, string, string>
  changes: ColumnType<JsonValue, string, string>
  ip: string | null
  user_agent: string | null
  request_id: string | null
  search_text: string
  previous_hash: string
  hash: string
}

export interface AuditTargetsTable {
  organization_id: string
  sequence: number
  target_id: string
}

export interface ClickBatchesTable {
  id: string
  received_at: Generated<Date>
}

export interface ClickDaysTable {
  organization_id: string
  dimension: string
  value: string
  day: string
  clicks: number
  uniques: number
}

export interface ClickMonthsTable {
  organization_id: string
  dimension: string
  value: string
  month: string
  clicks: number
  uniques: number
}

export interface ClickQuartersTable {
  organization_id: string
  dimension: string
  value: string
  starts_at: Date
  clicks: number
  uniques: number
}

export interface ClickVisitorsTable {
  organization_id: string
  month: string
  link_id: string
  visitor: string
}

export interface ClicksTable {
  organization_id: string
  clicked_at: Date
  id: Generated<number>
  link_id: string
  domain_id: string
  visitor: string | null
  is_unique: boolean
  is_bot: boolean
  trigger: string
  country: string
  region: string
  city: string
  device: string
  os: string
  browser: string
  language: string
  referrer: string
  utm_source: string
  utm_medium: string
  utm_campaign: string
  utm_term: string
  utm_content: string
  rule_id: string
}

export interface DomainsTable {
  organization_id: string
  id: string
  hostname: string
  token: string
  verified_at: Date | null
  last_checked_at: Date | null
  check_requested_at: Date | null
  pending_since: Generated<Date>
  next_check_at: Date | null
  failing_since: Date | null
  last_problem: string | null
  root_destination: string | null
  not_found_destination: string | null
  is_default: Generated<boolean>
  created_by: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface IdempotencyKeysTable {
  actor_key: string
  key: string
  route: string
  request_hash: string
  sealed_response: string | null
  created_at: Generated<Date>
}

export interface InstanceTable {
  id: Generated<boolean>
  secret_check: string | null
  set_up_at: Date | null
}

export interface InvitationTeamsTable {
  organization_id: string
  invitation_id: string
  team_id: string
}

export interface InvitationsTable {
  organization_id: string
  id: string
  email: string
  role_id: string | null
  role_name: string
  message: Generated<string>
  token_hash: string
  status: Generated<'pending' | 'accepted' | 'cancelled' | 'expired' | 'rejected'>
  invited_by: string | null
  invited_by_name: string
  accepted_by: string | null
  created_at: Generated<Date>
  sent_at: Generated<Date>
  expires_at: Date
  responded_at: Date | null
}

export interface LimitNoticesTable {
  organization_id: string
  limit_name: string
  period: string
  noticed_at: Generated<Date>
}

export interface LinkAllowancesTable {
  organization_id: string
  link_id: string
  used: Generated<number>
}

export interface LinkCountsTable {
  organization_id: string
  link_id: string
  clicks: Generated<number>
  uniques: Generated<number>
  bots: Generated<number>
  scans: Generated<number>
  last_clicked_at: Date | null
}

export interface LinkImportFailuresTable {
  organization_id: string
  import_id: string
  row_number: number
  cells: string[]
  problem: string
}

export interface LinkImportsTable {
  organization_id: string
  id: string
  file_name: string
  format: string
  columns: string[]
  mapping: ColumnType<JsonValue, string | undefined, string>
  options: ColumnType<JsonValue, string | undefined, string>
  status: Generated<'uploaded' | 'running' | 'done' | 'failed' | 'cancelled'>
  is_dry_run: Generated<boolean>
  content: string | null
  sample: ColumnType<JsonValue, string | undefined, string>
  scopes: string[] | null
  total_rows: number
  done_rows: Generated<number>
  created_count: Generated<number>
  updated_count: Generated<number>
  skipped_count: Generated<number>
  failed_count: Generated<number>
  problem: string | null
  created_by: string
  created_at: Generated<Date>
  started_at: Date | null
  finished_at: Date | null
}

export interface LinkTagsTable {
  organization_id: string
  link_id: string
  tag_id: string
}

export interface LinksTable {
  organization_id: string
  id: string
  domain_id: string | null
  slug: string
  slug_key: string
  destination: string
  title: Generated<string>
  description: Generated<string>
  notes: Generated<string>
  project_id: string | null
  external_id: string | null
  redirect_status: Generated<number>
  forward_query: Generated<boolean>
  is_enabled: Generated<boolean>
  approval: Generated<'approved' | 'pending' | 'rejected'>
  approval_note: Generated<string>
  decided_by: string | null
  decided_at: Date | null
  expires_at: Date | null
  expired_destination: string | null
  click_limit: number | null
  password_hash: string | null
  rules: ColumnType<JsonValue, string | undefined, string>
  app_links: ColumnType<JsonValue | null, string | null | undefined, string | null>
  preview: ColumnType<JsonValue | null, string | null | undefined, string | null>
  created_by: string | null
  created_via: Generated<'dashboard' | 'api' | 'import'>
  blocked_at: Date | null
  archived_at: Date | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
  search_text: GeneratedAlways<string>
}

export interface MailOutboxTable {
  id: string
  recipient: string
  subject: string
  template: string
  sealed_content: string | null
  status: Generated<'queued' | 'sent' | 'failed' | 'kept'>
  attempts: Generated<number>
  last_error: string | null
  created_at: Generated<Date>
  sent_at: Date | null
}

export interface MembersTable {
  organization_id: string
  id: string
  user_id: string
  role_id: string
  is_active: Generated<boolean>
  joined_at: Generated<Date>
  role_changed_at: Generated<Date>
  last_active_at: Date | null
  deactivated_at: Date | null
  deactivated_by: string | null
  deactivation_reason: string | null
}

export interface OrganizationsTable {
  id: string
  kind: 'personal' | 'organization'
  name: string
  slug: string
  settings: ColumnType<JsonValue, string | undefined, string>
  plan: string
  created_by: string | null
  deleted_at: Date | null
  deleted_by: string | null
  purge_after: Date | null
  suspended_at: Date | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface PasskeysTable {
  id: string
  name: string | null
  public_key: string
  user_id: string
  credential_id: string
  counter: number
  device_type: string
  backed_up: boolean
  transports: string | null
  aaguid: string | null
  created_at: Generated<Date | null>
}

export interface PersonalKeysTable {
  id: string
  user_id: string
  name: string
  prefix: string
  token_hash: string
  scopes: string[] | null
  created_at: Generated<Date>
  expires_at: Date | null
  last_used_at: Date | null
  revoked_at: Date | null
}

export interface ProjectsTable {
  organization_id: string
  id: string
  name: string
  description: Generated<string>
  color: string
  created_by: string | null
  archived_at: Date | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface QrCodesTable {
  organization_id: string
  id: string
  link_id: string
  name: string
  style: ColumnType<JsonValue, string, string>
  logo: Buffer | null
  logo_type: 'image/png' | 'image/jpeg' | null
  created_by: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface RolesTable {
  organization_id: string
  id: string
  key: string
  name: string
  description: Generated<string>
  icon: string
  color: string
  level: number
  is_system: Generated<boolean>
  permissions: string[] | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface ServiceKeysTable {
  organization_id: string
  id: string
  name: string
  prefix: string
  token_hash: string
  scopes: string[]
  level: number
  created_by: string | null
  created_at: Generated<Date>
  expires_at: Date | null
  last_used_at: Date | null
  revoked_at: Date | null
}

export interface SessionsTable {
  id: string
  user_id: string
  token: string
  expires_at: Date
  ip_address: string | null
  user_agent: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface TagsTable {
  organization_id: string
  id: string
  name: string
  color: string
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface TeamInvitationsTable {
  organization_id: string
  id: string
  team_id: string
  member_id: string
  role: 'owner' | 'member'
  token_hash: string
  status: Generated<'pending' | 'accepted' | 'cancelled' | 'expired' | 'rejected'>
  invited_by: string | null
  invited_by_name: string
  created_at: Generated<Date>
  sent_at: Generated<Date>
  expires_at: Date
  responded_at: Date | null
}

export interface TeamMembersTable {
  organization_id: string
  team_id: string
  member_id: string
  role: 'owner' | 'member'
  joined_at: Generated<Date>
}

export interface TeamsTable {
  organization_id: string
  id: string
  name: string
  slug: string
  description: Generated<string>
  created_by: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface TwoFactorsTable {
  id: string
  user_id: string
  secret: string
  backup_codes: string
  verified: Generated<boolean>
  failed_verification_count: Generated<number>
  locked_until: Date | null
}

export interface UsersTable {
  id: string
  name: string
  email: string
  email_verified: Generated<boolean>
  image: string | null
  two_factor_enabled: Generated<boolean>
  is_operator: Generated<boolean>
  active_organization_id: string | null
  deleted_at: Date | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface UtmTemplatesTable {
  organization_id: string
  id: string
  name: string
  utm_source: Generated<string>
  utm_medium: Generated<string>
  utm_campaign: Generated<string>
  utm_term: Generated<string>
  utm_content: Generated<string>
  created_by: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface VerificationsTable {
  id: string
  identifier: string
  value: string
  expires_at: Date
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface VisitSaltsTable {
  month: string
  salt: Buffer
}

export interface WebhookDeliveriesTable {
  organization_id: string
  id: string
  webhook_id: string
  event_id: string
  status: Generated<'pending' | 'delivered' | 'failed'>
  attempts: Generated<number>
  is_replay: Generated<boolean>
  next_attempt_at: Date | null
  response_status: number | null
  response_body: string | null
  problem: string | null
  duration_ms: number | null
  created_at: Generated<Date>
  finished_at: Date | null
}

export interface WebhookEventsTable {
  organization_id: string
  id: string
  type: string
  body: string
  created_at: Generated<Date>
}

export interface WebhooksTable {
  organization_id: string
  id: string
  name: string
  format: Generated<'standard' | 'slack' | 'discord'>
  url: string
  url_hint: string
  events: string[]
  sealed_secret: string | null
  sealed_previous_secret: string | null
  previous_secret_until: Date | null
  is_enabled: Generated<boolean>
  failing_since: Date | null
  failure_count: Generated<number>
  disabled_at: Date | null
  disabled_reason: string | null
  created_by: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface Database {
  abuse_reports: AbuseReportsTable
  accounts: AccountsTable
  addresses: AddressesTable
  apps: AppsTable
  audit_chains: AuditChainsTable
  audit_cuts: AuditCutsTable
  audit_entries: AuditEntriesTable
  audit_targets: AuditTargetsTable
  click_batches: ClickBatchesTable
  click_days: ClickDaysTable
  click_months: ClickMonthsTable
  click_quarters: ClickQuartersTable
  click_visitors: ClickVisitorsTable
  clicks: ClicksTable
  domains: DomainsTable
  idempotency_keys: IdempotencyKeysTable
  instance: InstanceTable
  invitation_teams: InvitationTeamsTable
  invitations: InvitationsTable
  limit_notices: LimitNoticesTable
  link_allowances: LinkAllowancesTable
  link_counts: LinkCountsTable
  link_import_failures: LinkImportFailuresTable
  link_imports: LinkImportsTable
  link_tags: LinkTagsTable
  links: LinksTable
  mail_outbox: MailOutboxTable
  members: MembersTable
  organizations: OrganizationsTable
  passkeys: PasskeysTable
  personal_keys: PersonalKeysTable
  projects: ProjectsTable
  qr_codes: QrCodesTable
  roles: RolesTable
  service_keys: ServiceKeysTable
  sessions: SessionsTable
  tags: TagsTable
  team_invitations: TeamInvitationsTable
  team_members: TeamMembersTable
  teams: TeamsTable
  two_factors: TwoFactorsTable
  users: UsersTable
  utm_templates: UtmTemplatesTable
  verifications: VerificationsTable
  visit_salts: VisitSaltsTable
  webhook_deliveries: WebhookDeliveriesTable
  webhook_events: WebhookEventsTable
  webhooks: WebhooksTable
}
