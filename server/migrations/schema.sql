-- Written by "npm run generate:schema" from the migrations; for reading and review only. Do not edit.

CREATE OR REPLACE FUNCTION app_setting(name text)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting(('app.'::text || name), true), ''::text);
-- execute: public

CREATE OR REPLACE FUNCTION count_members(organization text)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
RETURN (SELECT count(*) AS count FROM members WHERE ((members.organization_id = count_members.organization) AND members.is_active AND (EXISTS (SELECT FROM members own WHERE ((own.organization_id = count_members.organization) AND own.is_active AND (own.user_id = app_setting('user_id'::text)))))));
-- execute: guildhall_app

create table accounts (
  id text not null,
  user_id text not null,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_provider_id_account_id_key UNIQUE (provider_id, account_id),
  constraint accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX accounts_user ON accounts USING btree (user_id);
grant delete, insert, select, update on accounts to guildhall_app;

create table addresses (
  organization_id text not null,
  id text not null,
  host text not null default ''::text,
  slug text not null,
  slug_key text not null,
  kind text not null,
  target_id text not null,
  created_at timestamp with time zone not null default now(),
  released_at timestamp with time zone,
  constraint addresses_pkey PRIMARY KEY (organization_id, id),
  constraint addresses_id_key UNIQUE (id),
  constraint addresses_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX addresses_slug_key ON addresses USING btree (host, slug_key);
CREATE UNIQUE INDEX addresses_target ON addresses USING btree (organization_id, kind, target_id);
alter table addresses enable row level security, force row level security;
create policy by_address on addresses for select to guildhall_app
  using (slug_key = ( SELECT app_setting('slug_key'::text) AS app_setting));
create policy owner on addresses for all to owner
  using true
  with check true;
create policy tenant on addresses for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on addresses to guildhall_app;

create table audit_chains (
  organization_id text not null,
  last_sequence bigint not null,
  last_hash text not null,
  signature text not null,
  constraint audit_chains_pkey PRIMARY KEY (organization_id),
  constraint audit_chains_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
alter table audit_chains enable row level security, force row level security;
create policy owner on audit_chains for all to owner
  using true
  with check true;
create policy tenant on audit_chains for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant insert, select, update on audit_chains to guildhall_app;

create table audit_cuts (
  organization_id text not null,
  sequence bigint not null,
  hash text not null,
  entries_removed bigint not null,
  cut_at timestamp with time zone not null,
  signature text not null,
  constraint audit_cuts_pkey PRIMARY KEY (organization_id, sequence),
  constraint audit_cuts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
alter table audit_cuts enable row level security, force row level security;
create policy owner on audit_cuts for all to owner
  using true
  with check true;
create policy tenant on audit_cuts for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant select on audit_cuts to guildhall_app;

create table audit_entries (
  organization_id text not null,
  sequence bigint not null,
  id text not null,
  created_at timestamp with time zone not null,
  category text not null,
  action text not null,
  outcome text not null,
  actor_kind text not null,
  actor_id text,
  actor_name text not null,
  actor_email text,
  actor_image text,
  on_behalf_of jsonb,
  targets jsonb not null,
  changes jsonb not null,
  ip text,
  user_agent text,
  request_id text,
  search_text text not null,
  previous_hash text not null,
  hash text not null,
  constraint audit_entries_pkey PRIMARY KEY (organization_id, sequence),
  constraint audit_entries_id_key UNIQUE (id),
  constraint audit_entries_outcome_check CHECK ((outcome = ANY (ARRAY['succeeded'::text, 'refused'::text]))),
  constraint audit_entries_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
CREATE INDEX audit_entries_action ON audit_entries USING btree (organization_id, action, sequence DESC) INCLUDE (actor_id);
CREATE INDEX audit_entries_actor ON audit_entries USING btree (organization_id, actor_id, sequence DESC);
CREATE INDEX audit_entries_category ON audit_entries USING btree (organization_id, category, sequence DESC) INCLUDE (actor_id);
CREATE INDEX audit_entries_person ON audit_entries USING btree (actor_id, created_at DESC) WHERE (actor_id IS NOT NULL);
CREATE INDEX audit_entries_time ON audit_entries USING btree (organization_id, created_at DESC);
alter table audit_entries enable row level security, force row level security;
create policy own_entries on audit_entries for select to guildhall_app
  using ((actor_id = ( SELECT app_setting('user_id'::text) AS app_setting)) AND (organization_id IN ( SELECT members.organization_id FROM members WHERE ((members.user_id = ( SELECT app_setting('user_id'::text) AS app_setting)) AND members.is_active))));
create policy owner on audit_entries for all to owner
  using true
  with check true;
create policy tenant on audit_entries for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant insert, select on audit_entries to guildhall_app;

create table audit_targets (
  organization_id text not null,
  sequence bigint not null,
  target_id text not null,
  constraint audit_targets_pkey PRIMARY KEY (organization_id, sequence, target_id),
  constraint audit_targets_organization_id_sequence_fkey FOREIGN KEY (organization_id, sequence) REFERENCES audit_entries(organization_id, sequence) ON DELETE CASCADE
);
CREATE INDEX audit_targets_target ON audit_targets USING btree (organization_id, target_id, sequence DESC);
alter table audit_targets enable row level security, force row level security;
create policy owner on audit_targets for all to owner
  using true
  with check true;
create policy tenant on audit_targets for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant insert, select on audit_targets to guildhall_app;

create table idempotency_keys (
  actor_key text not null,
  key text not null,
  route text not null,
  request_hash text not null,
  sealed_response text,
  created_at timestamp with time zone not null default now(),
  constraint idempotency_keys_pkey PRIMARY KEY (actor_key, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys USING btree (created_at);
grant delete, insert, select, update on idempotency_keys to guildhall_app;

create table instance (
  id boolean not null default true,
  secret_check text,
  set_up_at timestamp with time zone,
  constraint instance_pkey PRIMARY KEY (id),
  constraint instance_id_check CHECK (id)
);
grant select, update on instance to guildhall_app;

create table invitation_teams (
  organization_id text not null,
  invitation_id text not null,
  team_id text not null,
  constraint invitation_teams_pkey PRIMARY KEY (organization_id, invitation_id, team_id),
  constraint invitation_teams_organization_id_invitation_id_fkey FOREIGN KEY (organization_id, invitation_id) REFERENCES invitations(organization_id, id) ON DELETE CASCADE,
  constraint invitation_teams_organization_id_team_id_fkey FOREIGN KEY (organization_id, team_id) REFERENCES teams(organization_id, id) ON DELETE CASCADE
);
CREATE INDEX invitation_teams_team ON invitation_teams USING btree (organization_id, team_id);
alter table invitation_teams enable row level security, force row level security;
create policy owner on invitation_teams for all to owner
  using true
  with check true;
create policy tenant on invitation_teams for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on invitation_teams to guildhall_app;

create table invitations (
  organization_id text not null,
  id text not null,
  email text not null,
  role_id text,
  role_name text not null,
  message text not null default ''::text,
  token_hash text not null,
  status text not null default 'pending'::text,
  invited_by text,
  invited_by_name text not null,
  accepted_by text,
  created_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  responded_at timestamp with time zone,
  constraint invitations_pkey PRIMARY KEY (organization_id, id),
  constraint invitations_id_key UNIQUE (id),
  constraint invitations_token_hash_key UNIQUE (token_hash),
  constraint invitations_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'accepted'::text, 'cancelled'::text, 'expired'::text, 'rejected'::text]))),
  constraint invitations_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES users(id),
  constraint invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES users(id),
  constraint invitations_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE,
  constraint invitations_organization_id_role_id_fkey FOREIGN KEY (organization_id, role_id) REFERENCES roles(organization_id, id) ON DELETE SET NULL (role_id)
);
CREATE INDEX invitations_email ON invitations USING btree (email) WHERE (status = 'pending'::text);
CREATE INDEX invitations_newest ON invitations USING btree (organization_id, created_at DESC, id);
CREATE UNIQUE INDEX invitations_one_pending ON invitations USING btree (organization_id, email) WHERE (status = 'pending'::text);
alter table invitations enable row level security, force row level security;
create policy by_email on invitations for select to guildhall_app
  using ((email = ( SELECT app_setting('verified_email'::text) AS app_setting)) AND (status = 'pending'::text));
create policy by_token on invitations for select to guildhall_app
  using (token_hash = ( SELECT app_setting('token_hash'::text) AS app_setting));
create policy owner on invitations for all to owner
  using true
  with check true;
create policy tenant on invitations for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on invitations to guildhall_app;

create table limit_notices (
  organization_id text not null,
  limit_name text not null,
  period text not null,
  noticed_at timestamp with time zone not null default now(),
  constraint limit_notices_pkey PRIMARY KEY (organization_id, limit_name, period),
  constraint limit_notices_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
alter table limit_notices enable row level security, force row level security;
create policy owner on limit_notices for all to owner
  using true
  with check true;
create policy tenant on limit_notices for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on limit_notices to guildhall_app;

create table mail_outbox (
  id text not null,
  recipient text not null,
  subject text not null,
  template text not null,
  sealed_content text,
  status text not null default 'queued'::text,
  attempts integer not null default 0,
  last_error text,
  created_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  constraint mail_outbox_pkey PRIMARY KEY (id),
  constraint mail_outbox_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text, 'kept'::text])))
);
CREATE INDEX mail_outbox_newest ON mail_outbox USING btree (created_at DESC, id);
CREATE INDEX mail_outbox_queued ON mail_outbox USING btree (created_at) WHERE (status = 'queued'::text);
grant delete, insert, select, update on mail_outbox to guildhall_app;

create table members (
  organization_id text not null,
  id text not null,
  user_id text not null,
  role_id text not null,
  is_active boolean not null default true,
  joined_at timestamp with time zone not null default now(),
  role_changed_at timestamp with time zone not null default now(),
  last_active_at timestamp with time zone,
  deactivated_at timestamp with time zone,
  deactivated_by text,
  deactivation_reason text,
  constraint members_pkey PRIMARY KEY (organization_id, id),
  constraint members_id_key UNIQUE (id),
  constraint members_organization_id_user_id_key UNIQUE (organization_id, user_id),
  constraint members_deactivated_by_fkey FOREIGN KEY (deactivated_by) REFERENCES users(id),
  constraint members_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE,
  constraint members_organization_id_role_id_fkey FOREIGN KEY (organization_id, role_id) REFERENCES roles(organization_id, id),
  constraint members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX members_joined ON members USING btree (organization_id, joined_at, id);
CREATE INDEX members_role ON members USING btree (organization_id, role_id);
CREATE INDEX members_user ON members USING btree (user_id) WHERE is_active;
alter table members enable row level security, force row level security;
create policy own_membership on members for select to guildhall_app
  using (user_id = ( SELECT app_setting('user_id'::text) AS app_setting));
create policy owner on members for all to owner
  using true
  with check true;
create policy tenant on members for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on members to guildhall_app;

create table organizations (
  id text not null,
  kind text not null,
  name text not null,
  slug text not null,
  settings jsonb not null default '{}'::jsonb,
  plan text not null,
  created_by text,
  deleted_at timestamp with time zone,
  deleted_by text,
  purge_after timestamp with time zone,
  suspended_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint organizations_pkey PRIMARY KEY (id),
  constraint organizations_kind_check CHECK ((kind = ANY (ARRAY['personal'::text, 'organization'::text]))),
  constraint organizations_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
  constraint organizations_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id),
  constraint organizations_deleted_by_fkey FOREIGN KEY (deleted_by) REFERENCES users(id)
);
CREATE UNIQUE INDEX organizations_one_personal ON organizations USING btree (created_by) WHERE (kind = 'personal'::text);
CREATE INDEX organizations_purge ON organizations USING btree (purge_after) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX organizations_slug_key ON organizations USING btree (lower(slug));
alter table organizations enable row level security, force row level security;
create policy own_organizations on organizations for select to guildhall_app
  using (id IN ( SELECT members.organization_id FROM members WHERE ((members.user_id = ( SELECT app_setting('user_id'::text) AS app_setting)) AND members.is_active)));
create policy owner on organizations for all to owner
  using true
  with check true;
create policy tenant on organizations for all to guildhall_app
  using (id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on organizations to guildhall_app;

create table passkeys (
  id text not null,
  name text,
  public_key text not null,
  user_id text not null,
  credential_id text not null,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamp with time zone default now(),
  constraint passkeys_pkey PRIMARY KEY (id),
  constraint passkeys_credential_id_key UNIQUE (credential_id),
  constraint passkeys_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX passkeys_user ON passkeys USING btree (user_id);
grant delete, insert, select, update on passkeys to guildhall_app;

create table personal_keys (
  id text not null,
  user_id text not null,
  name text not null,
  prefix text not null,
  token_hash text not null,
  scopes text[],
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint personal_keys_pkey PRIMARY KEY (id),
  constraint personal_keys_token_hash_key UNIQUE (token_hash),
  constraint personal_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX personal_keys_user ON personal_keys USING btree (user_id);
grant delete, insert, select, update on personal_keys to guildhall_app;

create table projects (
  organization_id text not null,
  id text not null,
  name text not null,
  description text not null default ''::text,
  color text not null,
  created_by text,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint projects_pkey PRIMARY KEY (organization_id, id),
  constraint projects_id_key UNIQUE (id),
  constraint projects_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id),
  constraint projects_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX projects_name_key ON projects USING btree (organization_id, lower(name));
alter table projects enable row level security, force row level security;
create policy owner on projects for all to owner
  using true
  with check true;
create policy tenant on projects for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on projects to guildhall_app;

create table roles (
  organization_id text not null,
  id text not null,
  key text not null,
  name text not null,
  description text not null default ''::text,
  icon text not null,
  color text not null,
  level integer not null,
  is_system boolean not null default false,
  permissions text[],
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint roles_pkey PRIMARY KEY (organization_id, id),
  constraint roles_id_key UNIQUE (id),
  constraint roles_organization_id_key_key UNIQUE (organization_id, key),
  constraint roles_check CHECK ((is_system OR (permissions IS NOT NULL))),
  constraint roles_check1 CHECK ((is_system OR (level <= 98))),
  constraint roles_description_check CHECK ((char_length(description) <= 500)),
  constraint roles_level_check CHECK (((level >= 0) AND (level <= 99))),
  constraint roles_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX roles_name_key ON roles USING btree (organization_id, lower(name));
alter table roles enable row level security, force row level security;
create policy own_roles on roles for select to guildhall_app
  using (organization_id IN ( SELECT members.organization_id FROM members WHERE ((members.user_id = ( SELECT app_setting('user_id'::text) AS app_setting)) AND members.is_active)));
create policy owner on roles for all to owner
  using true
  with check true;
create policy tenant on roles for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on roles to guildhall_app;

create table service_keys (
  organization_id text not null,
  id text not null,
  name text not null,
  prefix text not null,
  token_hash text not null,
  scopes text[] not null,
  level integer not null,
  created_by text,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint service_keys_pkey PRIMARY KEY (organization_id, id),
  constraint service_keys_id_key UNIQUE (id),
  constraint service_keys_token_hash_key UNIQUE (token_hash),
  constraint service_keys_level_check CHECK (((level >= 0) AND (level <= 98))),
  constraint service_keys_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id),
  constraint service_keys_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
alter table service_keys enable row level security, force row level security;
create policy by_token on service_keys for select to guildhall_app
  using (token_hash = ( SELECT app_setting('token_hash'::text) AS app_setting));
create policy owner on service_keys for all to owner
  using true
  with check true;
create policy tenant on service_keys for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on service_keys to guildhall_app;

create table sessions (
  id text not null,
  user_id text not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_key UNIQUE (token),
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX sessions_user ON sessions USING btree (user_id);
grant delete, insert, select, update on sessions to guildhall_app;

create table team_invitations (
  organization_id text not null,
  id text not null,
  team_id text not null,
  member_id text not null,
  role text not null,
  token_hash text not null,
  status text not null default 'pending'::text,
  invited_by text,
  invited_by_name text not null,
  created_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  responded_at timestamp with time zone,
  constraint team_invitations_pkey PRIMARY KEY (organization_id, id),
  constraint team_invitations_id_key UNIQUE (id),
  constraint team_invitations_token_hash_key UNIQUE (token_hash),
  constraint team_invitations_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'member'::text]))),
  constraint team_invitations_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'accepted'::text, 'cancelled'::text, 'expired'::text, 'rejected'::text]))),
  constraint team_invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES users(id),
  constraint team_invitations_organization_id_member_id_fkey FOREIGN KEY (organization_id, member_id) REFERENCES members(organization_id, id) ON DELETE CASCADE,
  constraint team_invitations_organization_id_team_id_fkey FOREIGN KEY (organization_id, team_id) REFERENCES teams(organization_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX team_invitations_one_pending ON team_invitations USING btree (organization_id, team_id, member_id) WHERE (status = 'pending'::text);
alter table team_invitations enable row level security, force row level security;
create policy by_token on team_invitations for select to guildhall_app
  using (token_hash = ( SELECT app_setting('token_hash'::text) AS app_setting));
create policy owner on team_invitations for all to owner
  using true
  with check true;
create policy tenant on team_invitations for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on team_invitations to guildhall_app;

create table team_members (
  organization_id text not null,
  team_id text not null,
  member_id text not null,
  role text not null,
  joined_at timestamp with time zone not null default now(),
  constraint team_members_pkey PRIMARY KEY (organization_id, team_id, member_id),
  constraint team_members_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'member'::text]))),
  constraint team_members_organization_id_member_id_fkey FOREIGN KEY (organization_id, member_id) REFERENCES members(organization_id, id) ON DELETE CASCADE,
  constraint team_members_organization_id_team_id_fkey FOREIGN KEY (organization_id, team_id) REFERENCES teams(organization_id, id) ON DELETE CASCADE
);
CREATE INDEX team_members_member ON team_members USING btree (organization_id, member_id);
alter table team_members enable row level security, force row level security;
create policy owner on team_members for all to owner
  using true
  with check true;
create policy tenant on team_members for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on team_members to guildhall_app;

create table teams (
  organization_id text not null,
  id text not null,
  name text not null,
  slug text not null,
  description text not null default ''::text,
  created_by text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint teams_pkey PRIMARY KEY (organization_id, id),
  constraint teams_id_key UNIQUE (id),
  constraint teams_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id),
  constraint teams_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX teams_name_key ON teams USING btree (organization_id, lower(name));
alter table teams enable row level security, force row level security;
create policy owner on teams for all to owner
  using true
  with check true;
create policy tenant on teams for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on teams to guildhall_app;

create table two_factors (
  id text not null,
  user_id text not null,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamp with time zone,
  constraint two_factors_pkey PRIMARY KEY (id),
  constraint two_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX two_factors_secret ON two_factors USING btree (secret);
CREATE INDEX two_factors_user ON two_factors USING btree (user_id);
grant delete, insert, select, update on two_factors to guildhall_app;

create table users (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  is_operator boolean not null default false,
  active_organization_id text,
  deleted_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint users_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX users_email_key ON users USING btree (email);
CREATE INDEX users_email_lower ON users USING btree (lower(email));
grant delete, insert, select, update on users to guildhall_app;

create table verifications (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint verifications_pkey PRIMARY KEY (id)
);
CREATE INDEX verifications_identifier ON verifications USING btree (identifier);
grant delete, insert, select, update on verifications to guildhall_app;
