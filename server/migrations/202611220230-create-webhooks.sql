create table webhooks (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null unique,
  name text not null,
  -- standard: Standard Webhooks; the others are integrations that post a message to a channel.
  format text not null default 'standard' check (format in ('standard', 'slack', 'discord')),
  -- Sealed where the address itself is a secret (channels); the hint is what may be shown of it.
  url text not null,
  url_hint text not null,
  events text[] not null,
  -- Channels have none: nothing is signed for them.
  sealed_secret text,
  -- Signs as well until then, after a rotation.
  sealed_previous_secret text,
  previous_secret_until timestamptz,
  is_enabled boolean not null default true,
  -- Attempts that failed since the last one that succeeded, and when the first of them was.
  failing_since timestamptz,
  failure_count integer not null default 0,
  disabled_at timestamptz,
  disabled_reason text,
  created_by text references users (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  check (format <> 'standard' or sealed_secret is not null)
);

create table webhook_events (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null unique,
  type text not null,
  -- The JSON text as it is signed and sent: every attempt and replay sends the same bytes.
  body text not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, id)
);
create index webhook_events_age on webhook_events (created_at);

create table webhook_deliveries (
  organization_id text not null,
  id text not null unique,
  webhook_id text not null,
  event_id text not null,
  status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
  attempts integer not null default 0,
  is_replay boolean not null default false,
  next_attempt_at timestamptz,
  response_status integer,
  response_body text,
  problem text,
  duration_ms integer,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, webhook_id) references webhooks (organization_id, id) on delete cascade,
  foreign key (organization_id, event_id) references webhook_events (organization_id, id) on delete cascade
);
create index webhook_deliveries_newest on webhook_deliveries (organization_id, webhook_id, created_at desc, id desc);
create index webhook_deliveries_event on webhook_deliveries (organization_id, event_id);
create index webhook_deliveries_pending on webhook_deliveries (next_attempt_at) where status = 'pending';

do $$
declare
  tenant text;
begin
  foreach tenant in array array['webhooks', 'webhook_events', 'webhook_deliveries'] loop
    execute format('alter table %I enable row level security, force row level security', tenant);
    execute format(
      'create policy tenant on %I to guildhall_app
         using (organization_id = (select app_setting(''organization_id'')))
         with check (organization_id = (select app_setting(''organization_id'')))', tenant);
    execute format('create policy owner on %I to current_user using (true) with check (true)', tenant);
    execute format('grant select, insert, update, delete on %I to guildhall_app', tenant);
  end loop;
end $$;
