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

-- Roll-ups by one dimension at a time: quarters of an hour, in which the borders of every zone's days fall, and days and
-- months (UTC), so that a long range is the sum of a few rows. Room in the pages keeps counting up from touching indexes.
create table click_quarters (
  organization_id text not null,
  dimension text not null,
  value text not null,
  starts_at timestamptz not null,
  clicks integer not null,
  uniques integer not null,
  primary key (organization_id, dimension, starts_at, value)
) with (fillfactor = 85);
create index click_quarters_value on click_quarters (organization_id, dimension, value, starts_at);
create table click_days (
  organization_id text not null,
  dimension text not null,
  value text not null,
  day date not null,
  clicks integer not null,
  uniques integer not null,
  primary key (organization_id, dimension, day, value)
) with (fillfactor = 85);
create index click_days_value on click_days (organization_id, dimension, value, day);
create table click_months (
  organization_id text not null,
  dimension text not null,
  value text not null,
  month date not null,
  clicks integer not null,
  uniques integer not null,
  primary key (organization_id, dimension, month, value)
) with (fillfactor = 85);
create index click_months_value on click_months (organization_id, dimension, value, month);

do $$
declare
  tenant text;
begin
  foreach tenant in array array[
    'clicks', 'click_visitors', 'click_quarters', 'click_days', 'click_months'
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

-- Makes the partitions of a month if they are not there. Made apart and attached, which does not wait for readers and
-- writers of other months as "partition of" would. The application reaches them through their parents alone.
create function keep_click_partitions(month date) returns void
  language plpgsql security definer set search_path = public as $$
declare
  parent text;
  part text;
  first date := date_trunc('month', month);
begin
  if to_regclass('clicks_' || to_char(first, 'YYYYMM')) is not null
    and to_regclass('click_visitors_' || to_char(first, 'YYYYMM')) is not null then return;
  end if;
  perform pg_advisory_xact_lock(hashtext('guildhall click partitions'));
  foreach parent in array array['clicks', 'click_visitors'] loop
    part := parent || '_' || to_char(first, 'YYYYMM');
    continue when to_regclass(part) is not null;
    execute format('create table %I (like %I including defaults including constraints)', part, parent);
    execute format('alter table %I enable row level security, force row level security', part);
    execute format('create policy owner on %I to current_user using (true) with check (true)', part);
    execute format('alter table %I attach partition %I for values from (%L) to (%L)',
      parent, part, first, (first + interval '1 month')::date);
  end loop;
end $$;
revoke execute on function keep_click_partitions(date) from public;
grant execute on function keep_click_partitions(date) to guildhall_app;

-- Writes one batch of clicks of any organizations: raw rows, uniqueness and every roll-up, in the caller's transaction.
-- A batch that was written before is left alone. `batch` is a list of clicks as server/visits/describe-click.ts makes
-- them, `months` the first days of theirs, `quotas` each plan's clicks a month (null: no limit; '' for plans that are in no catalogue).
-- Clicks of links that went meanwhile are left out. Each step goes in the order of its keys, so that batches of several
-- processes wait for each other and don't deadlock.
-- Answers what may have to be told: the month's use of organizations with a quota, and the clicks that webhooks hear of.
-- The planner can't know how many clicks a batch has: joins that suit a few would take seconds for thousands.
create function record_clicks(batch_id uuid, batch json, months date[], quotas jsonb)
  returns table (organization_id text, month date, quota bigint, used bigint, heard json)
  language plpgsql security definer
  set search_path = public set enable_nestloop = off set enable_mergejoin = off set enable_sort = off
  set work_mem = '64MB' set jit = off as $$
#variable_conflict use_column
begin
  insert into click_batches (id) values (batch_id) on conflict do nothing;
  if not found then return; end if;
  perform keep_click_partitions(first) from unnest(months) as first;
  return query
  with given as materialized (
    select g.*, to_timestamp(g.at / 1000.0) as clicked_at,
      date_trunc('month', to_timestamp(g.at / 1000.0) at time zone 'UTC')::date as month
    from json_to_recordset(batch) as g(
      n integer, organization_id text, link_id text, domain_id text, at float8, visitor uuid, is_bot boolean,
      asks_not_to_be_tracked boolean, trigger text, country text, region text, city text, device text, os text,
      browser text, language text, referrer text, utm_source text, utm_medium text, utm_campaign text, utm_term text,
      utm_content text, rule_id text)
  ), standing as materialized (
    select o.id, m.month, coalesce((o.settings ->> 'honorDoNotTrack')::boolean, true) as honors_do_not_track,
      (case when quotas ? o.plan then quotas ->> o.plan else quotas ->> '' end)::bigint as quota,
      coalesce((
        select t.clicks from click_months t
        where t.organization_id = o.id and t.dimension = 'total' and t.month = m.month and t.value = ''), 0) as used,
      exists (
        select from webhooks w
        where w.organization_id = o.id and w.is_enabled and 'link.clicked' = any (w.events)) as is_listening
    from (select distinct g.organization_id, g.month from given g) m
    join organizations o on o.id = m.organization_id
  ), known as materialized (
    select g.*, s.is_listening, l.slug, l.destination, d.hostname,
      s.honors_do_not_track and g.asks_not_to_be_tracked as is_untracked,
      s.quota is null or s.used + count(*) filter (where not g.is_bot)
        over (partition by g.organization_id, g.month order by g.n) <= s.quota as has_detail
    from given g
    join standing s on s.id = g.organization_id and s.month = g.month
    join lateral (
      select l.organization_id, l.slug, l.destination, l.domain_id from links l where l.id = g.link_id offset 0
    ) l on l.organization_id = g.organization_id
    left join lateral (select d.hostname from domains d where d.id = l.domain_id offset 0) d on true
  ), fresh as (
    insert into click_visitors (organization_id, month, link_id, visitor)
    select distinct k.organization_id, k.month, k.link_id, k.visitor from known k
    where k.has_detail and not k.is_bot and not k.is_untracked
    order by 1, 2, 3, 4
    on conflict do nothing
    returning organization_id, month, link_id, visitor
  ), seen as materialized (
    select k.*, f.visitor is not null
      and row_number() over (partition by k.organization_id, k.month, k.link_id, k.visitor, f.visitor is not null
        order by k.n) = 1 as is_unique
    from known k
    left join fresh f on f.organization_id = k.organization_id and f.month = k.month and f.link_id = k.link_id
      and f.visitor = k.visitor and not k.is_bot and not k.is_untracked and k.has_detail
  ), written as (
    insert into clicks (organization_id, clicked_at, link_id, domain_id, visitor, is_unique, is_bot, trigger, country,
      region, city, device, os, browser, language, referrer, utm_source, utm_medium, utm_campaign, utm_term,
      utm_content, rule_id)
    select s.organization_id, s.clicked_at, s.link_id, s.domain_id,
      case when not s.is_bot and not s.is_untracked then s.visitor end, s.is_unique, s.is_bot, s.trigger,
      case when s.is_untracked then '' else s.country end, case when s.is_untracked then '' else s.region end,
      case when s.is_untracked then '' else s.city end, case when s.is_untracked then '' else s.device end,
      case when s.is_untracked then '' else s.os end, case when s.is_untracked then '' else s.browser end,
      case when s.is_untracked then '' else s.language end, case when s.is_untracked then '' else s.referrer end,
      s.utm_source, s.utm_medium, s.utm_campaign, s.utm_term, s.utm_content, s.rule_id
    from seen s where s.has_detail order by s.organization_id, s.clicked_at
  ), linked as (
    insert into link_counts as c (organization_id, link_id, clicks, uniques, bots, scans, last_clicked_at)
    select s.organization_id, s.link_id, count(*) filter (where not s.is_bot), count(*) filter (where s.is_unique),
      count(*) filter (where s.is_bot), count(*) filter (where not s.is_bot and s.trigger = 'qr'),
      max(s.clicked_at) filter (where not s.is_bot)
    from seen s group by 1, 2 order by 1, 2
    on conflict (organization_id, link_id) do update set clicks = c.clicks + excluded.clicks,
      uniques = c.uniques + excluded.uniques, bots = c.bots + excluded.bots,
      scans = c.scans + excluded.scans, last_clicked_at = greatest(c.last_clicked_at, excluded.last_clicked_at)
  ), quarters as materialized (
    select s.organization_id, p.dimension, p.value, s.month,
      date_bin('15 minutes', s.clicked_at, 'epoch'::timestamptz) as starts_at,
      count(*)::integer as clicks, (count(*) filter (where s.is_unique))::integer as uniques
    from seen s cross join lateral (values
      ('bots', '', s.is_bot),
      ('link_bots', s.link_id, s.is_bot),
      ('total', '', not s.is_bot),
      ('link', s.link_id, not s.is_bot),
      ('domain', s.domain_id, s.has_detail and not s.is_bot),
      ('trigger', s.trigger, s.has_detail and not s.is_bot),
      ('country', case when s.is_untracked then '' else s.country end, s.has_detail and not s.is_bot),
      ('region', case when s.is_untracked then '' else s.region end, s.has_detail and not s.is_bot),
      ('city', case when s.is_untracked then '' else s.city end, s.has_detail and not s.is_bot),
      ('device', case when s.is_untracked then '' else s.device end, s.has_detail and not s.is_bot),
      ('os', case when s.is_untracked then '' else s.os end, s.has_detail and not s.is_bot),
      ('browser', case when s.is_untracked then '' else s.browser end, s.has_detail and not s.is_bot),
      ('language', case when s.is_untracked then '' else s.language end, s.has_detail and not s.is_bot),
      ('referrer', case when s.is_untracked then '' else s.referrer end, s.has_detail and not s.is_bot),
      ('utm_source', s.utm_source, s.has_detail and not s.is_bot),
      ('utm_medium', s.utm_medium, s.has_detail and not s.is_bot),
      ('utm_campaign', s.utm_campaign, s.has_detail and not s.is_bot),
      ('utm_term', s.utm_term, s.has_detail and not s.is_bot),
      ('utm_content', s.utm_content, s.has_detail and not s.is_bot),
      ('rule', s.rule_id, s.has_detail and not s.is_bot)) as p(dimension, value, is_counted)
    where p.is_counted
    group by 1, 2, 3, 4, 5
  ), by_quarter as (
    insert into click_quarters as q (organization_id, dimension, value, starts_at, clicks, uniques)
    select r.organization_id, r.dimension, r.value, r.starts_at, r.clicks, r.uniques
    from quarters r order by 1, 2, 3, 4
    on conflict (organization_id, dimension, starts_at, value)
      do update set clicks = q.clicks + excluded.clicks, uniques = q.uniques + excluded.uniques
  ), by_day as (
    insert into click_days as q (organization_id, dimension, value, day, clicks, uniques)
    select r.organization_id, r.dimension, r.value, (r.starts_at at time zone 'UTC')::date, sum(r.clicks), sum(r.uniques)
    from quarters r group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (organization_id, dimension, day, value)
      do update set clicks = q.clicks + excluded.clicks, uniques = q.uniques + excluded.uniques
  ), by_month as (
    insert into click_months as q (organization_id, dimension, value, month, clicks, uniques)
    select r.organization_id, r.dimension, r.value, r.month, sum(r.clicks), sum(r.uniques)
    from quarters r group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (organization_id, dimension, month, value)
      do update set clicks = q.clicks + excluded.clicks, uniques = q.uniques + excluded.uniques
  )
  select s.id, s.month, s.quota, s.used + count(k.n) filter (where not k.is_bot),
    json_agg(json_build_object('n', k.n, 'is_unique', k.is_unique, 'is_untracked', k.is_untracked, 'slug', k.slug,
      'hostname', k.hostname, 'destination', k.destination) order by k.n)
      filter (where k.is_listening and k.has_detail and not k.is_bot)
  from standing s join seen k on k.organization_id = s.id and k.month = s.month
  where s.quota is not null or s.is_listening
  group by s.id, s.month, s.quota, s.used;
end $$;
revoke execute on function record_clicks(uuid, json, date[], jsonb) from public;
grant execute on function record_clicks(uuid, json, date[], jsonb) to guildhall_app;
