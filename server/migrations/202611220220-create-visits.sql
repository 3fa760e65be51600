-- Clicks, one row each, in partitions by month. No foreign keys: a link or organization that goes meanwhile must not
-- fail a batch of others' clicks; purging deletes them by name.
create sequence click_ids;
grant usage on sequence click_ids to guildhall_app;
create table clicks (
  organization_id text not null,
  clicked_at timestamptz not null,
  id bigint not null default nextval('click_ids'),
  link_id text not null,
  -- Id of the custom domain, or '' for the instance's own host.
  domain_id text not null,
  -- Null for bots and for visitors who ask not to be tracked.
  visitor uuid,
  is_unique boolean not null,
  is_bot boolean not null,
  trigger text not null,
  country text not null,
  region text not null,
  city text not null,
  device text not null,
  os text not null,
  browser text not null,
  language text not null,
  referrer text not null,
  utm_source text not null,
  utm_medium text not null,
  utm_campaign text not null,
  utm_term text not null,
  utm_content text not null,
  -- The smart link's rule that chose the destination, or ''.
  rule_id text not null,
  primary key (organization_id, clicked_at, id)
) partition by range (clicked_at);
create index clicks_link on clicks (organization_id, link_id, clicked_at);

-- Who has clicked a link in a month: makes "unique" exact. Dropped with the month's salt.
create table click_visitors (
  organization_id text not null,
  month date not null,
  link_id text not null,
  visitor uuid not null,
  primary key (organization_id, month, link_id, visitor)
) partition by range (month);

-- Random for each month (UTC); deleted after it, so that no hash can be computed again.
create table visit_salts (
  month date primary key,
  salt bytea not null
);
grant select, insert on visit_salts to guildhall_app;

-- Batches that were written: one that is sent again after a lost connection is not counted twice.
create table click_batches (
  id uuid primary key,
  received_at timestamptz not null default now()
);
create index click_batches_age on click_batches (received_at);
grant select, insert on click_batches to guildhall_app;

-- Roll-ups by one dimension at a time: quarters of an hour, in which the borders of every zone's days fall, and days (UTC).
create table click_quarters (
  organization_id text not null,
  dimension text not null,
  value text not null,
  starts_at timestamptz not null,
  clicks integer not null,
  uniques integer not null,
  primary key (organization_id, dimension, starts_at, value)
);
create index click_quarters_value on click_quarters (organization_id, dimension, value, starts_at);
create table click_days (
  organization_id text not null,
  dimension text not null,
  value text not null,
  day date not null,
  clicks integer not null,
  uniques integer not null,
  primary key (organization_id, dimension, day, value)
);
create index click_days_value on click_days (organization_id, dimension, value, day);

do $$
declare
  tenant text;
begin
  foreach tenant in array array['clicks', 'click_visitors', 'click_quarters', 'click_days'] loop
    execute format('alter table %I enable row level security, force row level security', tenant);
    execute format(
      'create policy tenant on %I to guildhall_app
         using (organization_id = (select app_setting(''organization_id'')))
         with check (organization_id = (select app_setting(''organization_id'')))', tenant);
    execute format('create policy owner on %I to current_user using (true) with check (true)', tenant);
    execute format('grant select, insert, update, delete on %I to guildhall_app', tenant);
  end loop;
end $$;

-- Makes the partitions of a month if they are not there. For the owner of the schema.
create function keep_click_partitions(month date) returns void
  language plpgsql set search_path = public as $$
declare
  parent text;
  part text;
  first date := date_trunc('month', month);
begin
  foreach parent in array array['clicks', 'click_visitors'] loop
    part := parent || '_' || to_char(first, 'YYYYMM');
    continue when to_regclass(part) is not null;
    execute format('create table %I partition of %I for values from (%L) to (%L)',
      part, parent, first, (first + interval '1 month')::date);
    execute format('alter table %I enable row level security, force row level security', part);
    execute format('create policy owner on %I to current_user using (true) with check (true)', part);
  end loop;
end $$;
revoke execute on function keep_click_partitions(date) from public;
