-- The settings that policies read: set for one transaction by the application, empty otherwise.
create function app_setting(name text) returns text
  language sql stable parallel safe
  return nullif(current_setting('app.' || name, true), '');

create table organizations (
  id text primary key,
  kind text not null check (kind in ('personal', 'organization')),
  name text not null check (char_length(name) between 1 and 100),
  slug text not null,
  settings jsonb not null default '{}',
  plan text not null,
  created_by text references users (id),
  deleted_at timestamptz,
  deleted_by text references users (id),
  purge_after timestamptz,
  suspended_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index organizations_slug_key on organizations (lower(slug));
create unique index organizations_one_personal on organizations (created_by) where kind = 'personal';
create index organizations_purge on organizations (purge_after) where deleted_at is not null;

create table roles (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null unique,
  key text not null,
  name text not null,
  description text not null default '' check (char_length(description) <= 500),
  icon text not null,
  color text not null,
  level integer not null check (level between 0 and 99),
  is_system boolean not null default false,
  -- Null in a system role: the catalogue's own set.
  permissions text[],
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, key),
  check (is_system or permissions is not null),
  check (is_system or level <= 98)
);
create unique index roles_name_key on roles (organization_id, lower(name));

create table members (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null unique,
  user_id text not null references users (id),
  role_id text not null,
  is_active boolean not null default true,
  joined_at timestamptz not null default now(),
  role_changed_at timestamptz not null default now(),
  last_active_at timestamptz,
  deactivated_at timestamptz,
  deactivated_by text references users (id),
  deactivation_reason text,
  primary key (organization_id, id),
  unique (organization_id, user_id),
  foreign key (organization_id, role_id) references roles (organization_id, id)
);
create index members_user on members (user_id) where is_active;
create index members_role on members (organization_id, role_id);
create index members_joined on members (organization_id, joined_at, id);

create table teams (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null unique,
  name text not null,
  slug text not null,
  description text not null default '',
  created_by text references users (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id)
);
create unique index teams_name_key on teams (organization_id, lower(name));

create table team_members (
  organization_id text not null,
  team_id text not null,
  member_id text not null,
  role text not null check (role in ('owner', 'member')),
  joined_at timestamptz not null default now(),
  primary key (organization_id, team_id, member_id),
  foreign key (organization_id, team_id) references teams (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id) references members (organization_id, id) on delete cascade
);
create index team_members_member on team_members (organization_id, member_id);

create table invitations (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null unique,
  email text not null,
  role_id text,
  role_name text not null,
  message text not null default '',
  token_hash text not null unique,
  status text not null default 'pending' check (status in ('pending', 'accepted', 'cancelled', 'expired', 'rejected')),
  invited_by text references users (id),
  invited_by_name text not null,
  accepted_by text references users (id),
  created_at timestamptz not null default now(),
  sent_at timestamptz not null default now(),
  expires_at timestamptz not null,
  responded_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, role_id) references roles (organization_id, id) on delete set null (role_id)
);
create unique index invitations_one_pending on invitations (organization_id, email) where status = 'pending';
create index invitations_newest on invitations (organization_id, created_at desc, id);
create index invitations_email on invitations (email) where status = 'pending';

create table invitation_teams (
  organization_id text not null,
  invitation_id text not null,
  team_id text not null,
  primary key (organization_id, invitation_id, team_id),
  foreign key (organization_id, invitation_id) references invitations (organization_id, id) on delete cascade,
  foreign key (organization_id, team_id) references teams (organization_id, id) on delete cascade
);
create index invitation_teams_team on invitation_teams (organization_id, team_id);

create table team_invitations (
  organization_id text not null,
  id text not null unique,
  team_id text not null,
  member_id text not null,
  role text not null check (role in ('owner', 'member')),
  token_hash text not null unique,
  status text not null default 'pending' check (status in ('pending', 'accepted', 'cancelled', 'expired', 'rejected')),
  invited_by text references users (id),
  invited_by_name text not null,
  created_at timestamptz not null default now(),
  sent_at timestamptz not null default now(),
  expires_at timestamptz not null,
  responded_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, team_id) references teams (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id) references members (organization_id, id) on delete cascade
);
create unique index team_invitations_one_pending on team_invitations (organization_id, team_id, member_id)
  where status = 'pending';

create table projects (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null unique,
  name text not null,
  description text not null default '',
  color text not null,
  created_by text references users (id),
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id)
);
create unique index projects_name_key on projects (organization_id, lower(name));

create table service_keys (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null unique,
  name text not null,
  prefix text not null,
  token_hash text not null unique,
  scopes text[] not null,
  -- Below its maker's level: a key can never act on its maker's equals.
  level integer not null check (level between 0 and 98),
  created_by text references users (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (organization_id, id)
);

-- What answers under a host and slug, whatever its kind. Host '' is the instance's own.
create table addresses (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null unique,
  host text not null default '',
  slug text not null,
  slug_key text not null,
  kind text not null,
  target_id text not null,
  created_at timestamptz not null default now(),
  -- Set when its target was deleted: answers 410, and is kept from others, until upkeep forgets it.
  released_at timestamptz,
  primary key (organization_id, id)
);
create unique index addresses_slug_key on addresses (host, slug_key);
create unique index addresses_target on addresses (organization_id, kind, target_id);

-- One mail per limit and month when it comes near.
create table limit_notices (
  organization_id text not null references organizations (id) on delete cascade,
  limit_name text not null,
  period text not null,
  noticed_at timestamptz not null default now(),
  primary key (organization_id, limit_name, period)
);
