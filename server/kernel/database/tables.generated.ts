// Written by "npm run generate:schema" from the migrations. Do not edit.
import type { ColumnType, Generated } from 'kysely'

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

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

export interface VerificationsTable {
  id: string
  identifier: string
  value: string
  expires_at: Date
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface Database {
  accounts: AccountsTable
  addresses: AddressesTable
  audit_chains: AuditChainsTable
  audit_cuts: AuditCutsTable
  audit_entries: AuditEntriesTable
  audit_targets: AuditTargetsTable
  idempotency_keys: IdempotencyKeysTable
  instance: InstanceTable
  invitation_teams: InvitationTeamsTable
  invitations: InvitationsTable
  limit_notices: LimitNoticesTable
  mail_outbox: MailOutboxTable
  members: MembersTable
  organizations: OrganizationsTable
  passkeys: PasskeysTable
  personal_keys: PersonalKeysTable
  projects: ProjectsTable
  roles: RolesTable
  service_keys: ServiceKeysTable
  sessions: SessionsTable
  team_invitations: TeamInvitationsTable
  team_members: TeamMembersTable
  teams: TeamsTable
  two_factors: TwoFactorsTable
  users: UsersTable
  verifications: VerificationsTable
}
