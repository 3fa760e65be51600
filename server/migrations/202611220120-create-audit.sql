-- Append-only for the application: it may select and insert, nothing else.
create table audit_entries (
  organization_id text not null references organizations (id) on delete cascade,
  sequence bigint not null,
  id text not null unique,
  created_at timestamptz not null,
  category text not null,
  action text not null,
  outcome text not null check (outcome in ('succeeded', 'refused')),
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
  primary key (organization_id, sequence)
);
-- With actor_id, which a policy reads, so that counting needs the index alone.
create index audit_entries_category on audit_entries (organization_id, category, sequence desc) include (actor_id);
create index audit_entries_action on audit_entries (organization_id, action, sequence desc) include (actor_id);
create index audit_entries_actor on audit_entries (organization_id, actor_id, sequence desc);
create index audit_entries_time on audit_entries (organization_id, created_at desc);
create index audit_entries_person on audit_entries (actor_id, created_at desc) where actor_id is not null;

-- Which entries name a record: policies let an index serve a comparison of text, not a search in jsonb.
create table audit_targets (
  organization_id text not null,
  sequence bigint not null,
  target_id text not null,
  primary key (organization_id, sequence, target_id),
  foreign key (organization_id, sequence) references audit_entries (organization_id, sequence) on delete cascade
);
create index audit_targets_target on audit_targets (organization_id, target_id, sequence desc);

-- The head of each organization's hash chain; its row lock puts entries in order.
create table audit_chains (
  organization_id text primary key references organizations (id) on delete cascade,
  last_sequence bigint not null,
  last_hash text not null,
  -- Over sequence and hash, so that a shortened chain can't be given a new head.
  signature text not null
);

-- Where retention cut the chain, signed with the instance's secret.
create table audit_cuts (
  organization_id text not null references organizations (id) on delete cascade,
  sequence bigint not null,
  hash text not null,
  entries_removed bigint not null,
  cut_at timestamptz not null,
  signature text not null,
  primary key (organization_id, sequence)
);
