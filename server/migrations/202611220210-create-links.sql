create table links (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null unique,
  -- Null: the instance's own host.
  domain_id text,
  slug text not null,
  slug_key text not null,
  destination text not null,
  title text not null default '',
  description text not null default '',
  notes text not null default '',
  project_id text,
  external_id text,
  redirect_status smallint not null default 302 check (redirect_status in (301, 302, 307)),
  forward_query boolean not null default true,
  is_enabled boolean not null default true,
  approval text not null default 'approved' check (approval in ('approved', 'pending', 'rejected')),
  approval_note text not null default '',
  decided_by text references users (id),
  decided_at timestamptz,
  expires_at timestamptz,
  expired_destination text,
  click_limit integer check (click_limit > 0),
  password_hash text,
  -- Ordered rules, app links and preview as shared/contract/links.ts describes them.
  rules jsonb not null default '[]',
  app_links jsonb,
  preview jsonb,
  created_by text references users (id),
  created_via text not null default 'dashboard' check (created_via in ('dashboard', 'api', 'import')),
  -- Set by an operator; the organization can't lift it.
  blocked_at timestamptz,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- What searches look through: to lower it for each search anew takes four times as long.
  search_text text not null generated always as (
    lower(slug || ' ' || title || ' ' || destination || ' ' || notes || ' ' || coalesce(external_id, ''))) stored,
  primary key (organization_id, id),
  foreign key (organization_id, domain_id) references domains (organization_id, id),
  foreign key (organization_id, project_id) references projects (organization_id, id) on delete set null (project_id)
);
create unique index links_external_id on links (organization_id, external_id) where external_id is not null;
create unique index links_slug on links (organization_id, coalesce(domain_id, ''), slug_key);
-- With archived_at, so that counting and leafing through 100,000 links reads the index alone.
create index links_newest on links (organization_id, created_at desc, id desc) include (archived_at);
create index links_destination on links (organization_id, md5(destination));
create index links_project on links (organization_id, project_id) where project_id is not null;
create index links_waiting on links (organization_id, created_at) where approval = 'pending';

-- Totals of a link, kept by server/visits. No foreign key: clicks of a link deleted meanwhile must not fail a batch.
create table link_counts (
  organization_id text not null,
  link_id text not null,
  clicks bigint not null default 0,
  uniques bigint not null default 0,
  bots bigint not null default 0,
  -- Those of `clicks` that came by a QR code.
  scans bigint not null default 0,
  last_clicked_at timestamptz,
  primary key (organization_id, link_id)
);
create index link_counts_clicks on link_counts (organization_id, clicks desc, link_id);

-- How many visits a link with a click limit has let through; counted before each redirect, so that it is exact.
create table link_allowances (
  organization_id text not null,
  link_id text not null,
  used integer not null default 0,
  primary key (organization_id, link_id),
  foreign key (organization_id, link_id) references links (organization_id, id) on delete cascade
);

create table tags (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null unique,
  name text not null,
  color text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id)
);
create unique index tags_name on tags (organization_id, lower(name));

create table link_tags (
  organization_id text not null,
  link_id text not null,
  tag_id text not null,
  primary key (organization_id, link_id, tag_id),
  foreign key (organization_id, link_id) references links (organization_id, id) on delete cascade,
  foreign key (organization_id, tag_id) references tags (organization_id, id) on delete cascade
);
create index link_tags_tag on link_tags (organization_id, tag_id);

create table utm_templates (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null unique,
  name text not null,
  utm_source text not null default '',
  utm_medium text not null default '',
  utm_campaign text not null default '',
  utm_term text not null default '',
  utm_content text not null default '',
  created_by text references users (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id)
);
create unique index utm_templates_name on utm_templates (organization_id, lower(name));

create table qr_codes (
  organization_id text not null,
  id text not null unique,
  link_id text not null,
  name text not null,
  style jsonb not null,
  logo bytea,
  logo_type text check (logo_type in ('image/png', 'image/jpeg')),
  created_by text references users (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, link_id) references links (organization_id, id) on delete cascade
);
create index qr_codes_link on qr_codes (organization_id, link_id);

create table link_imports (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null unique,
  file_name text not null,
  format text not null,
  columns text[] not null,
  mapping jsonb not null default '{}',
  options jsonb not null default '{}',
  status text not null default 'uploaded'
    check (status in ('uploaded', 'running', 'done', 'failed', 'cancelled')),
  is_dry_run boolean not null default false,
  -- The file as CSV, and its first rows; forgotten when the import has ended.
  content text,
  sample jsonb not null default '[]',
  -- What the key through which it was started may do at most; null without a key or with an unscoped one.
  scopes text[],
  total_rows integer not null,
  done_rows integer not null default 0,
  created_count integer not null default 0,
  updated_count integer not null default 0,
  skipped_count integer not null default 0,
  failed_count integer not null default 0,
  problem text,
  created_by text not null references users (id),
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (organization_id, id)
);
create index link_imports_newest on link_imports (organization_id, created_at desc, id);

create table link_import_failures (
  organization_id text not null,
  import_id text not null,
  row_number integer not null,
  cells text[] not null,
  problem text not null,
  primary key (organization_id, import_id, row_number),
  foreign key (organization_id, import_id) references link_imports (organization_id, id) on delete cascade
);

do $$
declare
  tenant text;
begin
  foreach tenant in array array[
    'links', 'link_counts', 'link_allowances', 'tags', 'link_tags', 'utm_templates', 'qr_codes', 'link_imports',
    'link_import_failures'
  ] loop
    execute format('alter table %I enable row level security, force row level security', tenant);
    execute format(
      'create policy tenant on %I to guildhall_app
         using (organization_id = (select app_setting(''organization_id'')))
         with check (organization_id = (select app_setting(''organization_id'')))', tenant);
    execute format('create policy owner on %I to current_user using (true) with check (true)', tenant);
    execute format('grant select, insert, update, delete on %I to guildhall_app', tenant);
  end loop;
end $$;
