-- Custom domains. Several organizations may ask for one hostname; the one that proves it by its TXT record serves it.
create table domains (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null unique,
  -- Lower case, A-labels (RFC 5890).
  hostname text not null,
  -- What the TXT record must hold; differs for each organization.
  token text not null,
  verified_at timestamptz,
  last_checked_at timestamptz,
  -- Set while somebody waits for an answer.
  check_requested_at timestamptz,
  -- Since when an unproved domain is looked for; after a week nothing looks until somebody asks.
  pending_since timestamptz not null default now(),
  -- Null: not by itself any more.
  next_check_at timestamptz,
  -- Since when the proof of a verified domain is missing; it is served on for a grace period.
  failing_since timestamptz,
  last_problem text,
  root_destination text,
  not_found_destination text,
  is_default boolean not null default false,
  created_by text references users (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, hostname)
);
create unique index domains_verified on domains (hostname) where verified_at is not null;
create unique index domains_one_default on domains (organization_id) where is_default;
create index domains_due on domains (next_check_at) where next_check_at is not null;
create index domains_hostname on domains (hostname);

-- Apps of an organization: served as apple-app-site-association and assetlinks.json on its domains.
create table apps (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null unique,
  platform text not null check (platform in ('ios', 'android')),
  name text not null,
  -- iOS: bundle id; Android: package name.
  identifier text not null,
  -- iOS only: the team id that stands before the bundle id.
  team_id text,
  -- Android only: SHA-256 fingerprints of the signing certificates.
  fingerprints text[] not null default '{}',
  url_scheme text,
  store_url text not null,
  created_by text references users (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, platform, identifier)
);

-- Reports of strangers about links; for operators. Not a tenant's: whom it is about does not see it.
create table abuse_reports (
  id text primary key,
  reported_url text not null,
  reported_organization_id text references organizations (id) on delete cascade,
  reported_link_id text,
  reason text not null,
  details text not null default '',
  reporter_email text,
  status text not null default 'open' check (status in ('open', 'blocked', 'dismissed')),
  decided_by text references users (id),
  decided_at timestamptz,
  -- When this report was what operators were mailed about.
  mailed_at timestamptz,
  created_at timestamptz not null default now()
);
create index abuse_reports_newest on abuse_reports (status, created_at desc, id desc);
create index abuse_reports_link on abuse_reports (reported_link_id);
create index abuse_reports_mailed on abuse_reports (mailed_at) where mailed_at is not null;
grant select, insert, update on abuse_reports to guildhall_app;

do $$
declare
  tenant text;
begin
  foreach tenant in array array['domains', 'apps'] loop
    execute format('alter table %I enable row level security, force row level security', tenant);
    execute format(
      'create policy tenant on %I to guildhall_app
         using (organization_id = (select app_setting(''organization_id'')))
         with check (organization_id = (select app_setting(''organization_id'')))', tenant);
    execute format('create policy owner on %I to current_user using (true) with check (true)', tenant);
    execute format('grant select, insert, update, delete on %I to guildhall_app', tenant);
  end loop;
end $$;
