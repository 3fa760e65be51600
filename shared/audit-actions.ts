/** Every audited action: its category, what it is done to, and how people read it. Data only: nothing here decides. */

interface ActionEntry {
  /** What the first target is. */
  target: string
  /** The entry's title. */
  label: string
  /** Follows the actor's name; `{target}` is the first target's name, `{other}` the second's. */
  sentence: string
}

const of = (target: string, label: string, sentence: string): ActionEntry => ({ target, label, sentence })

const ORGANIZATION_ACTIONS = {
  'org.created': of('organization', 'Organization created', 'created the organization {target}'),
  'org.updated': of('organization', 'Organization edited', 'edited the organization {target}'),
  'org.settings_updated': of('organization', 'Settings changed', 'changed the settings of {target}'),
  'org.deleted': of('organization', 'Organization deleted', 'deleted the organization {target}'),
  'org.restored': of('organization', 'Organization restored', 'restored the organization {target}'),
  'org.suspended': of('organization', 'Organization suspended', 'suspended the organization {target}'),
  'org.unsuspended': of(
    'organization',
    'Suspension lifted',
    'lifted the suspension of the organization {target}',
  ),
  'org.purged': of('organization', 'Organization purged', 'erased the organization {target} for good'),
  'org.plan_changed': of('organization', 'Plan changed', 'changed the plan of {target}'),
  'org.ownership_transferred': of('member', 'Ownership transferred', 'handed ownership over to {target}'),
  'org.owner_added': of('member', 'Owner added', 'made {target} an owner'),
  'org.role_changed': of('member', 'Role changed', 'changed the role of {target}'),
  'org.member_invited': of('invitation', 'Member invited', 'invited {target}'),
  'org.member_joined': of('member', 'Member joined', 'let {target} join by invitation'),
  'org.member_removed': of('member', 'Member removed', 'removed {target}'),
  'org.member_left': of('member', 'Member left', 'left the organization'),
  'org.member_reactivated': of('member', 'Member reactivated', 'brought {target} back'),
  'org.invitation_resent': of('invitation', 'Invitation sent again', 'sent the invitation of {target} again'),
  'org.invitation_cancelled': of(
    'invitation',
    'Invitation cancelled',
    'cancelled the invitation of {target}',
  ),
  'org.invitation_rejected': of('invitation', 'Invitation rejected', 'rejected the invitation for {target}'),
} as const

const GROUP_ACTIONS = {
  'role.created': of('role', 'Role created', 'created the role {target}'),
  'role.updated': of('role', 'Role edited', 'edited the role {target}'),
  'role.deleted': of('role', 'Role deleted', 'deleted the role {target}'),
  'team.created': of('team', 'Team created', 'created the team {target}'),
  'team.updated': of('team', 'Team edited', 'edited the team {target}'),
  'team.deleted': of('team', 'Team deleted', 'deleted the team {target}'),
  'team.member_added': of('member', 'Team member added', 'added {target} to the team {other}'),
  'team.member_removed': of('member', 'Team member removed', 'removed {target} from the team {other}'),
  'team.member_left': of('member', 'Team member left', 'left the team {other}'),
  'team.role_changed': of('member', 'Team role changed', 'changed the role of {target} in the team {other}'),
  'team.member_invited': of('member', 'Invited to team', 'invited {target} to the team {other}'),
  'team.invitation_resent': of(
    'member',
    'Team invitation sent again',
    'invited {target} to the team {other} again',
  ),
  'team.invitation_cancelled': of(
    'member',
    'Team invitation cancelled',
    'cancelled the invitation of {target} to the team {other}',
  ),
  'team.invitation_rejected': of(
    'member',
    'Team invitation rejected',
    'rejected the invitation to the team {other}',
  ),
  'project.created': of('project', 'Project created', 'created the project {target}'),
  'project.updated': of('project', 'Project edited', 'edited the project {target}'),
  'project.archived': of('project', 'Project archived', 'archived the project {target}'),
  'project.restored': of('project', 'Project restored', 'restored the project {target}'),
  'project.deleted': of('project', 'Project deleted', 'deleted the project {target}'),
} as const

const LINK_ACTIONS = {
  'link.created': of('link', 'Link created', 'created the link {target}'),
  'link.updated': of('link', 'Link edited', 'edited the link {target}'),
  'link.archived': of('link', 'Link archived', 'archived the link {target}'),
  'link.restored': of('link', 'Link restored', 'restored the link {target}'),
  'link.approved': of('link', 'Link approved', 'approved the link {target}'),
  'link.rejected': of('link', 'Link rejected', 'rejected the link {target}'),
  'link.blocked': of('link', 'Link blocked', 'blocked the link {target}'),
  'link.unblocked': of('link', 'Link unblocked', 'lifted the block of the link {target}'),
  'link.transferred': of('link', 'Link moved away', 'moved the link {target} to the workspace {other}'),
  'link.received': of('link', 'Link moved here', 'moved the link {target} here from the workspace {other}'),
  'link.deleted': of('link', 'Link deleted', 'deleted the link {target}'),
  'link.exported': of('links', 'Links exported', 'downloaded the links'),
  'link.import_started': of('link_import', 'Import started', 'started to import {target}'),
  'link.import_cancelled': of('link_import', 'Import cancelled', 'stopped the import of {target}'),
  'tag.created': of('tag', 'Tag created', 'created the tag {target}'),
  'tag.updated': of('tag', 'Tag edited', 'edited the tag {target}'),
  'tag.deleted': of('tag', 'Tag deleted', 'deleted the tag {target}'),
  'utm_template.created': of('utm_template', 'UTM template created', 'created the UTM template {target}'),
  'utm_template.updated': of('utm_template', 'UTM template edited', 'edited the UTM template {target}'),
  'utm_template.deleted': of('utm_template', 'UTM template deleted', 'deleted the UTM template {target}'),
  'qr_code.created': of('qr_code', 'QR code created', 'created the QR code {target}'),
  'qr_code.updated': of('qr_code', 'QR code edited', 'edited the QR code {target}'),
  'qr_code.deleted': of('qr_code', 'QR code deleted', 'deleted the QR code {target}'),
  'analytics.exported': of('analytics', 'Analytics exported', 'downloaded analytics'),
} as const

const CONNECTION_ACTIONS = {
  'domain.added': of('domain', 'Domain added', 'added the domain {target}'),
  'domain.verified': of('domain', 'Domain verified', 'proved the domain {target}'),
  'domain.proof_lost': of('domain', 'Domain lost', 'no longer proves the domain {target}'),
  'domain.updated': of('domain', 'Domain edited', 'edited the domain {target}'),
  'domain.deleted': of('domain', 'Domain removed', 'removed the domain {target}'),
  'app.created': of('app', 'App registered', 'registered the app {target}'),
  'app.updated': of('app', 'App edited', 'edited the app {target}'),
  'app.deleted': of('app', 'App removed', 'removed the app {target}'),
  'webhook.created': of('webhook', 'Webhook created', 'created the webhook {target}'),
  'webhook.updated': of('webhook', 'Webhook edited', 'edited the webhook {target}'),
  'webhook.secret_rotated': of(
    'webhook',
    'Webhook secret changed',
    'made a new secret for the webhook {target}',
  ),
  'webhook.replayed': of('webhook', 'Webhook replayed', 'sent an event to the webhook {target} again'),
  'webhook.tested': of('webhook', 'Webhook tested', 'sent an example event to the webhook {target}'),
  'webhook.disabled': of('webhook', 'Webhook switched off', 'switched off the failing webhook {target}'),
  'webhook.deleted': of('webhook', 'Webhook deleted', 'deleted the webhook {target}'),
  'integration.connected': of('integration', 'Channel connected', 'connected the channel {target}'),
  'integration.updated': of('integration', 'Channel edited', 'edited the channel {target}'),
  'integration.tested': of(
    'integration',
    'Channel tested',
    'posted an example message to the channel {target}',
  ),
  'integration.disabled': of(
    'integration',
    'Channel switched off',
    'switched off the failing channel {target}',
  ),
  'integration.disconnected': of('integration', 'Channel disconnected', 'disconnected the channel {target}'),
} as const

const ACCESS_ACTIONS = {
  'api_key.created': of('api_key', 'API key created', 'created the API key {target}'),
  'api_key.revoked': of('api_key', 'API key revoked', 'revoked the API key {target}'),
  'access.refused': of('route', 'Attempt refused', 'tried and was refused: {target}'),
  'audit_log.exported': of('audit_log', 'Audit log exported', 'downloaded the audit log'),
  'audit_log.cut': of('audit_log', 'Audit log cut', 'removed entries older than the plan keeps'),
} as const

const ACCOUNT_ACTIONS = {
  'account.created': of('account', 'Account created', 'signed up'),
  'account.signed_in': of('account', 'Signed in', 'signed in'),
  'account.sign_in_failed': of('account', 'Sign-in failed', 'failed to sign in as {target}'),
  'account.signed_out': of('account', 'Signed out', 'signed out'),
  'account.email_verified': of('account', 'E-mail verified', 'verified the e-mail address'),
  'account.email_changed': of('account', 'E-mail changed', 'changed the e-mail address'),
  'account.password_changed': of('account', 'Password changed', 'changed the password'),
  'account.password_reset': of('account', 'Password reset', 'reset the password by mail'),
  'account.second_factor_enabled': of('account', 'Second factor on', 'switched the second factor on'),
  'account.second_factor_disabled': of('account', 'Second factor off', 'switched the second factor off'),
  'account.recovery_codes_renewed': of('account', 'Recovery codes renewed', 'made new recovery codes'),
  'account.passkey_added': of('passkey', 'Passkey added', 'added the passkey {target}'),
  'account.passkey_removed': of('passkey', 'Passkey removed', 'removed the passkey {target}'),
  'account.session_ended': of('session', 'Session ended', 'ended the session {target}'),
  'account.sessions_ended': of('account', 'Sessions ended', 'ended all other sessions'),
  'account.profile_updated': of('account', 'Profile edited', 'edited the profile'),
  'account.deleted': of('account', 'Account deleted', 'deleted the account'),
} as const

/** Each action by its name, `category.verb_past`. */
export const AUDIT_ACTIONS = {
  ...ORGANIZATION_ACTIONS,
  ...GROUP_ACTIONS,
  ...LINK_ACTIONS,
  ...CONNECTION_ACTIONS,
  ...ACCESS_ACTIONS,
  ...ACCOUNT_ACTIONS,
} as const

export type AuditAction = keyof typeof AUDIT_ACTIONS
export type AuditCategory = AuditAction extends `${infer Category}.${string}` ? Category : never

/** How each category is called in lists of filters. */
export const AUDIT_CATEGORIES: Record<AuditCategory, string> = {
  org: 'Organization',
  role: 'Roles',
  team: 'Teams',
  project: 'Projects',
  link: 'Links',
  tag: 'Tags',
  utm_template: 'UTM templates',
  qr_code: 'QR codes',
  analytics: 'Analytics',
  domain: 'Domains',
  app: 'Apps',
  webhook: 'Webhooks',
  integration: 'Integrations',
  api_key: 'API keys',
  access: 'Refused attempts',
  audit_log: 'Audit log',
  account: 'Account',
}

/** Every action's name, in the order above. */
export const ALL_AUDIT_ACTIONS = Object.keys(AUDIT_ACTIONS) as AuditAction[]

/** True when the text names an action above; entries may hold names of later versions. */
export const isAuditAction = (text: string): text is AuditAction => Object.hasOwn(AUDIT_ACTIONS, text)

/** The category of an action: what stands before the dot. */
export const auditCategoryOf = (action: string): string => action.split('.')[0] ?? action

/** What happened in words that follow the actor's name, such as "invited ana@example.com"; an unknown action reads as its name. */
export const describeAudit = (entry: { action: string; targets: readonly { name: string }[] }): string => {
  if (!isAuditAction(entry.action)) return entry.action
  const [target, other] = entry.targets
  return AUDIT_ACTIONS[entry.action].sentence
    .replace('{target}', () => target?.name ?? '')
    .replace('{other}', () => other?.name ?? '')
    .trimEnd()
}
