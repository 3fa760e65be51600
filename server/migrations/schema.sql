-- Written by "npm run generate:schema" from the migrations; for reading and review only. Do not edit.

CREATE OR REPLACE FUNCTION announce_address()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op <> 'INSERT' then perform announce_change('address:' || old.host || '/' || old.slug_key); end if;
  if tg_op <> 'DELETE' then perform announce_change('address:' || new.host || '/' || new.slug_key); end if;
  return null;
end $function$;
-- execute: public

CREATE OR REPLACE FUNCTION announce_app()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform announce_change('organization:' || coalesce(old.organization_id, new.organization_id));
  return null;
end $function$;
-- execute: public

CREATE OR REPLACE FUNCTION announce_change(payload text)
 RETURNS void
 LANGUAGE sql
AS $function$ select pg_notify('guildhall_addresses', left(payload, 7900)) $function$;
-- execute: public

CREATE OR REPLACE FUNCTION announce_domain()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op <> 'INSERT' then perform announce_change('host:' || old.hostname); end if;
  if tg_op <> 'DELETE' then perform announce_change('host:' || new.hostname); end if;
  return null;
end $function$;
-- execute: public

CREATE OR REPLACE FUNCTION announce_link()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform announce_change('address:' || coalesce(old.domain_id, '') || '/' || old.slug_key);
  return null;
end $function$;
-- execute: public

CREATE OR REPLACE FUNCTION announce_organization()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform announce_change('organization:' || old.id);
  return null;
end $function$;
-- execute: public

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

CREATE OR REPLACE FUNCTION find_address(asked_host text, asked_slug_key text)
 RETURNS TABLE(organization_id text, kind text, target_id text, slug text, is_released boolean, is_suspended boolean, is_deleted boolean, plan text, settings jsonb, link jsonb, apps jsonb)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 1
 SET search_path TO 'public'
AS $function$
begin
  return query
    select a.organization_id, a.kind, a.target_id, a.slug, a.released_at is not null,
      o.suspended_at is not null, o.deleted_at is not null, o.plan, o.settings,
      case when l.id is not null then to_jsonb(l) - array['notes', 'external_id', 'created_by', 'decided_by', 'search_text'] end,
      case when l.app_links is not null then (
        select jsonb_agg(to_jsonb(p)) from apps p
        where p.organization_id = l.organization_id
          and p.id in (l.app_links #>> '{ios,app_id}', l.app_links #>> '{android,app_id}')) end
    from addresses a
    join organizations o on o.id = a.organization_id
    left join links l on a.kind = 'short_link' and l.organization_id = a.organization_id and l.id = a.target_id
    where a.host = asked_host and a.slug_key = asked_slug_key;
end $function$;
-- execute: guildhall_app

CREATE OR REPLACE FUNCTION find_domain(asked_hostname text)
 RETURNS TABLE(id text, organization_id text, root_destination text, not_found_destination text, is_suspended boolean, is_deleted boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 1
 SET search_path TO 'public'
AS $function$
begin
  return query
    select d.id, d.organization_id, d.root_destination, d.not_found_destination,
      o.suspended_at is not null, o.deleted_at is not null
    from domains d join organizations o on o.id = d.organization_id
    where d.hostname = asked_hostname and d.verified_at is not null;
end $function$;
-- execute: guildhall_app

CREATE OR REPLACE FUNCTION keep_click_partitions(month date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
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
end $function$;
-- execute: guildhall_app

CREATE OR REPLACE FUNCTION record_clicks(chunks json, months date[], quotas jsonb)
 RETURNS TABLE(organization_id text, month date, quota bigint, used bigint, heard json)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
 SET enable_nestloop TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_sort TO 'off'
 SET work_mem TO '64MB'
 SET jit TO 'off'
AS $function$
#variable_conflict use_column
begin
  perform keep_click_partitions(first) from unnest(months) as first;
  return query
  with arrived as materialized (
    select row_number() over () as place, c.*
    from json_to_recordset(chunks) as c(
      id uuid, links text, facets text, link integer[], facet integer[], at float8[], visitor uuid[])
  ), fresh_chunks as (
    insert into click_batches (id) select a.id from arrived a order by a.id on conflict do nothing returning id
  ), given as materialized (
    select (a.place << 32) + u.n as n, u.link, u.facet, u.visitor, to_timestamp(u.at / 1000.0) as clicked_at
    from arrived a
    join fresh_chunks c on c.id = a.id
    cross join lateral unnest(a.link, a.facet, a.at, a.visitor) with ordinality as u(link, facet, at, visitor, n)
  ), facets as materialized (
    select l.facet, p.f[1] as domain_id, p.f[2] = 't' as is_bot, p.f[3] = 't' as asks_not_to_be_tracked, p.f[4] as trigger,
      p.f[5] as country, p.f[6] as region, p.f[7] as city, p.f[8] as device, p.f[9] as os, p.f[10] as browser,
      p.f[11] as language, p.f[12] as referrer, p.f[13] as utm_source, p.f[14] as utm_medium, p.f[15] as utm_campaign,
      p.f[16] as utm_term, p.f[17] as utm_content, p.f[18] as rule_id
    from (select string_agg(a.facets, '' order by a.place) as lines from arrived a) w
    cross join lateral string_to_table(rtrim(w.lines, E'\n'), E'\n') with ordinality as l(line, facet)
    cross join lateral (select string_to_array(l.line, E'\t') as f offset 0) p
  ), links_meant as materialized (
    select l.link, split_part(l.line, E'\t', 1) as organization_id, split_part(l.line, E'\t', 2) as link_id
    from (select string_agg(a.links, '' order by a.place) as lines from arrived a) w
    cross join lateral string_to_table(rtrim(w.lines, E'\n'), E'\n') with ordinality as l(line, link)
  ), links_found as materialized (
    select m.link, m.link_id, l.organization_id
    from links_meant m
    join lateral (select l.organization_id from links l where l.id = m.link_id offset 0) l
      on l.organization_id = m.organization_id
  ), clicked as materialized (
    select g.n, g.facet, g.visitor, g.clicked_at, l.organization_id, l.link_id, f.is_bot, f.asks_not_to_be_tracked,
      f.trigger = 'qr' as is_scan, date_trunc('month', g.clicked_at at time zone 'UTC')::date as month
    from given g
    join links_found l on l.link = g.link
    join facets f on f.facet = g.facet
  ), standing as materialized (
    select o.id, m.month, coalesce((o.settings ->> 'honorDoNotTrack')::boolean, true) as honors_do_not_track,
      (case when quotas ? o.plan then quotas ->> o.plan else quotas ->> '' end)::bigint as quota, m.coming,
      coalesce((
        select t.clicks from click_months t
        where t.organization_id = o.id and t.dimension = 'total' and t.month = m.month and t.value = ''), 0) as used,
      exists (
        select from webhooks w
        where w.organization_id = o.id and w.is_enabled and 'link.clicked' = any (w.events)) as is_listening
    from (
      select c.organization_id, c.month, count(*) filter (where not c.is_bot) as coming from clicked c group by 1, 2) m
    join organizations o on o.id = m.organization_id
  ), past_quota as materialized (
    select p.n
    from (
      select c.n, s.quota - s.used as remaining,
        count(*) filter (where not c.is_bot) over (partition by c.organization_id, c.month order by c.n) as place
      from clicked c
      join standing s on s.id = c.organization_id and s.month = c.month
      where s.used + s.coming > s.quota) p
    where p.place > p.remaining
  ), known as materialized (
    select c.*, s.is_listening, q.n is null as has_detail,
      s.honors_do_not_track and c.asks_not_to_be_tracked as is_untracked
    from clicked c
    join standing s on s.id = c.organization_id and s.month = c.month
    left join past_quota q on q.n = c.n
  ), fresh as (
    insert into click_visitors (organization_id, month, link_id, visitor)
    select distinct k.organization_id, k.month, k.link_id, k.visitor from known k
    where k.has_detail and not k.is_bot and not k.is_untracked
    order by 1, 2, 3, 4
    on conflict do nothing
    returning organization_id, month, link_id, visitor
  ), firsts as materialized (
    select min(k.n) as n
    from known k
    join fresh f on f.organization_id = k.organization_id and f.month = k.month and f.link_id = k.link_id
      and f.visitor = k.visitor
    where k.has_detail and not k.is_bot and not k.is_untracked
    group by k.organization_id, k.month, k.link_id, k.visitor
  ), seen as materialized (
    select k.*, f.n is not null as is_unique, date_bin('15 minutes', k.clicked_at, 'epoch'::timestamptz) as starts_at
    from known k
    left join firsts f on f.n = k.n
  ), written as (
    insert into clicks (organization_id, clicked_at, link_id, domain_id, visitor, is_unique, is_bot, trigger, country,
      region, city, device, os, browser, language, referrer, utm_source, utm_medium, utm_campaign, utm_term,
      utm_content, rule_id)
    select s.organization_id, s.clicked_at, s.link_id, f.domain_id,
      case when not s.is_bot and not s.is_untracked then s.visitor end, s.is_unique, s.is_bot, f.trigger,
      case when s.is_untracked then '' else f.country end, case when s.is_untracked then '' else f.region end,
      case when s.is_untracked then '' else f.city end, case when s.is_untracked then '' else f.device end,
      case when s.is_untracked then '' else f.os end, case when s.is_untracked then '' else f.browser end,
      case when s.is_untracked then '' else f.language end, case when s.is_untracked then '' else f.referrer end,
      f.utm_source, f.utm_medium, f.utm_campaign, f.utm_term, f.utm_content, f.rule_id
    from seen s
    join facets f on f.facet = s.facet
    where s.has_detail order by s.n
  ), by_link as materialized (
    select s.organization_id, s.month, s.starts_at, s.link_id, s.is_bot, count(*) as clicks,
      count(*) filter (where s.is_unique) as uniques, count(*) filter (where s.is_scan) as scans,
      max(s.clicked_at) as last_clicked_at
    from seen s group by 1, 2, 3, 4, 5
  ), by_facet as materialized (
    select s.organization_id, s.month, s.starts_at, s.facet, s.is_untracked, count(*) as clicks,
      count(*) filter (where s.is_unique) as uniques
    from seen s where s.has_detail and not s.is_bot group by 1, 2, 3, 4, 5
  ), linked as (
    insert into link_counts as c (organization_id, link_id, clicks, uniques, bots, scans, last_clicked_at)
    select b.organization_id, b.link_id, coalesce(sum(b.clicks) filter (where not b.is_bot), 0), sum(b.uniques),
      coalesce(sum(b.clicks) filter (where b.is_bot), 0), coalesce(sum(b.scans) filter (where not b.is_bot), 0),
      max(b.last_clicked_at) filter (where not b.is_bot)
    from by_link b group by 1, 2 order by 1, 2
    on conflict (organization_id, link_id) do update set clicks = c.clicks + excluded.clicks,
      uniques = c.uniques + excluded.uniques, bots = c.bots + excluded.bots,
      scans = c.scans + excluded.scans, last_clicked_at = greatest(c.last_clicked_at, excluded.last_clicked_at)
  ), quarters as materialized (
    select p.organization_id, p.dimension, p.value, p.month, p.starts_at, sum(p.clicks)::integer as clicks,
      sum(p.uniques)::integer as uniques
    from (
      select b.organization_id, b.month, b.starts_at, b.clicks, b.uniques, d.dimension, d.value
      from by_link b
      cross join lateral (values
        (case when b.is_bot then 'bots' else 'total' end, ''),
        (case when b.is_bot then 'link_bots' else 'link' end, b.link_id)) as d(dimension, value)
      union all
      select b.organization_id, b.month, b.starts_at, b.clicks, b.uniques, d.dimension,
        case when b.is_untracked and d.is_of_visitor then '' else d.value end
      from by_facet b
      join facets f on f.facet = b.facet
      cross join lateral (values
        ('domain', f.domain_id, false), ('trigger', f.trigger, false), ('country', f.country, true),
        ('region', f.region, true), ('city', f.city, true), ('device', f.device, true), ('os', f.os, true),
        ('browser', f.browser, true), ('language', f.language, true), ('referrer', f.referrer, true),
        ('utm_source', f.utm_source, false), ('utm_medium', f.utm_medium, false),
        ('utm_campaign', f.utm_campaign, false), ('utm_term', f.utm_term, false),
        ('utm_content', f.utm_content, false), ('rule', f.rule_id, false)) as d(dimension, value, is_of_visitor)) p
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
  ), hearing as (
    select k.organization_id, k.month, json_agg(json_build_object(
      'link_id', k.link_id, 'slug', l.slug, 'hostname', l.hostname, 'destination', l.destination,
      'clicked_at', k.clicked_at, 'is_unique', k.is_unique, 'trigger', f.trigger,
      'country', case when k.is_untracked then '' else f.country end,
      'city', case when k.is_untracked then '' else f.city end,
      'device', case when k.is_untracked then '' else f.device end,
      'os', case when k.is_untracked then '' else f.os end,
      'browser', case when k.is_untracked then '' else f.browser end,
      'referrer', case when k.is_untracked then '' else f.referrer end,
      'utm_source', f.utm_source, 'utm_medium', f.utm_medium, 'utm_campaign', f.utm_campaign, 'utm_term', f.utm_term,
      'utm_content', f.utm_content) order by k.n) as heard
    from seen k
    join facets f on f.facet = k.facet
    join lateral (
      select l.slug, l.destination, (select d.hostname from domains d where d.id = l.domain_id) as hostname
      from links l where l.id = k.link_id offset 0) l on true
    where k.is_listening and k.has_detail and not k.is_bot
    group by 1, 2
  )
  select s.id, s.month, s.quota, s.used + s.coming, h.heard
  from standing s
  left join hearing h on h.organization_id = s.id and h.month = s.month
  where s.quota is not null or s.is_listening;
end $function$;
-- execute: guildhall_app

CREATE OR REPLACE FUNCTION take_visit(asked_organization_id text, asked_link_id text, visit_limit integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  insert into link_allowances as taken (organization_id, link_id, used)
    values (asked_organization_id, asked_link_id, 1)
    on conflict (organization_id, link_id) do update set used = taken.used + 1 where taken.used < visit_limit;
  return found;
end $function$;
-- execute: guildhall_app

create table abuse_reports (
  id text not null,
  reported_url text not null,
  reported_organization_id text,
  reported_link_id text,
  reason text not null,
  details text not null default ''::text,
  reporter_email text,
  status text not null default 'open'::text,
  decided_by text,
  decided_at timestamp with time zone,
  mailed_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint abuse_reports_pkey PRIMARY KEY (id),
  constraint abuse_reports_status_check CHECK ((status = ANY (ARRAY['open'::text, 'blocked'::text, 'dismissed'::text]))),
  constraint abuse_reports_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users(id),
  constraint abuse_reports_reported_organization_id_fkey FOREIGN KEY (reported_organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
CREATE INDEX abuse_reports_link ON abuse_reports USING btree (reported_link_id);
CREATE INDEX abuse_reports_mailed ON abuse_reports USING btree (mailed_at) WHERE (mailed_at IS NOT NULL);
CREATE INDEX abuse_reports_newest ON abuse_reports USING btree (status, created_at DESC, id DESC);
grant insert, select, update on abuse_reports to guildhall_app;

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
CREATE TRIGGER announce AFTER INSERT OR DELETE OR UPDATE ON addresses FOR EACH ROW EXECUTE FUNCTION announce_address();
grant delete, insert, select, update on addresses to guildhall_app;

create table apps (
  organization_id text not null,
  id text not null,
  platform text not null,
  name text not null,
  identifier text not null,
  team_id text,
  fingerprints text[] not null default '{}'::text[],
  url_scheme text,
  store_url text not null,
  created_by text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint apps_pkey PRIMARY KEY (organization_id, id),
  constraint apps_id_key UNIQUE (id),
  constraint apps_organization_id_platform_identifier_key UNIQUE (organization_id, platform, identifier),
  constraint apps_platform_check CHECK ((platform = ANY (ARRAY['ios'::text, 'android'::text]))),
  constraint apps_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id),
  constraint apps_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
alter table apps enable row level security, force row level security;
create policy owner on apps for all to owner
  using true
  with check true;
create policy tenant on apps for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
CREATE TRIGGER announce AFTER INSERT OR DELETE OR UPDATE ON apps FOR EACH ROW EXECUTE FUNCTION announce_app();
grant delete, insert, select, update on apps to guildhall_app;

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

create table click_batches (
  id uuid not null,
  received_at timestamp with time zone not null default now(),
  constraint click_batches_pkey PRIMARY KEY (id)
);
CREATE INDEX click_batches_age ON click_batches USING btree (received_at);
grant insert, select on click_batches to guildhall_app;

create table click_days (
  organization_id text not null,
  dimension text not null,
  value text not null,
  day date not null,
  clicks integer not null,
  uniques integer not null,
  constraint click_days_pkey PRIMARY KEY (organization_id, dimension, day, value)
);
CREATE INDEX click_days_value ON click_days USING btree (organization_id, dimension, value, day);
alter table click_days enable row level security, force row level security;
create policy owner on click_days for all to owner
  using true
  with check true;
create policy tenant on click_days for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on click_days to guildhall_app;

create table click_months (
  organization_id text not null,
  dimension text not null,
  value text not null,
  month date not null,
  clicks integer not null,
  uniques integer not null,
  constraint click_months_pkey PRIMARY KEY (organization_id, dimension, month, value)
);
CREATE INDEX click_months_value ON click_months USING btree (organization_id, dimension, value, month);
alter table click_months enable row level security, force row level security;
create policy owner on click_months for all to owner
  using true
  with check true;
create policy tenant on click_months for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on click_months to guildhall_app;

create table click_quarters (
  organization_id text not null,
  dimension text not null,
  value text not null,
  starts_at timestamp with time zone not null,
  clicks integer not null,
  uniques integer not null,
  constraint click_quarters_pkey PRIMARY KEY (organization_id, dimension, starts_at, value)
);
CREATE INDEX click_quarters_value ON click_quarters USING btree (organization_id, dimension, value, starts_at);
alter table click_quarters enable row level security, force row level security;
create policy owner on click_quarters for all to owner
  using true
  with check true;
create policy tenant on click_quarters for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on click_quarters to guildhall_app;

create table click_visitors (
  organization_id text not null,
  month date not null,
  link_id text not null,
  visitor uuid not null,
  constraint click_visitors_pkey PRIMARY KEY (organization_id, month, link_id, visitor)
);
alter table click_visitors enable row level security, force row level security;
create policy owner on click_visitors for all to owner
  using true
  with check true;
create policy tenant on click_visitors for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on click_visitors to guildhall_app;

create table clicks (
  organization_id text not null,
  clicked_at timestamp with time zone not null,
  id bigint not null default nextval('click_ids'::regclass),
  link_id text not null,
  domain_id text not null,
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
  rule_id text not null,
  constraint clicks_pkey PRIMARY KEY (organization_id, clicked_at, id)
);
CREATE INDEX clicks_link ON ONLY public.clicks USING btree (organization_id, link_id, clicked_at);
alter table clicks enable row level security, force row level security;
create policy owner on clicks for all to owner
  using true
  with check true;
create policy tenant on clicks for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on clicks to guildhall_app;

create table domains (
  organization_id text not null,
  id text not null,
  hostname text not null,
  token text not null,
  verified_at timestamp with time zone,
  last_checked_at timestamp with time zone,
  check_requested_at timestamp with time zone,
  pending_since timestamp with time zone not null default now(),
  next_check_at timestamp with time zone,
  failing_since timestamp with time zone,
  last_problem text,
  root_destination text,
  not_found_destination text,
  is_default boolean not null default false,
  created_by text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint domains_pkey PRIMARY KEY (organization_id, id),
  constraint domains_id_key UNIQUE (id),
  constraint domains_organization_id_hostname_key UNIQUE (organization_id, hostname),
  constraint domains_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id),
  constraint domains_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
CREATE INDEX domains_due ON domains USING btree (next_check_at) WHERE (next_check_at IS NOT NULL);
CREATE INDEX domains_hostname ON domains USING btree (hostname);
CREATE UNIQUE INDEX domains_one_default ON domains USING btree (organization_id) WHERE is_default;
CREATE UNIQUE INDEX domains_verified ON domains USING btree (hostname) WHERE (verified_at IS NOT NULL);
alter table domains enable row level security, force row level security;
create policy owner on domains for all to owner
  using true
  with check true;
create policy tenant on domains for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
CREATE TRIGGER announce AFTER INSERT OR DELETE OR UPDATE ON domains FOR EACH ROW EXECUTE FUNCTION announce_domain();
grant delete, insert, select, update on domains to guildhall_app;

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

create table link_allowances (
  organization_id text not null,
  link_id text not null,
  used integer not null default 0,
  constraint link_allowances_pkey PRIMARY KEY (organization_id, link_id),
  constraint link_allowances_organization_id_link_id_fkey FOREIGN KEY (organization_id, link_id) REFERENCES links(organization_id, id) ON DELETE CASCADE
);
alter table link_allowances enable row level security, force row level security;
create policy owner on link_allowances for all to owner
  using true
  with check true;
create policy tenant on link_allowances for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on link_allowances to guildhall_app;

create table link_counts (
  organization_id text not null,
  link_id text not null,
  clicks bigint not null default 0,
  uniques bigint not null default 0,
  bots bigint not null default 0,
  scans bigint not null default 0,
  last_clicked_at timestamp with time zone,
  constraint link_counts_pkey PRIMARY KEY (organization_id, link_id)
);
CREATE INDEX link_counts_clicks ON link_counts USING btree (organization_id, clicks DESC, link_id);
alter table link_counts enable row level security, force row level security;
create policy owner on link_counts for all to owner
  using true
  with check true;
create policy tenant on link_counts for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on link_counts to guildhall_app;

create table link_import_failures (
  organization_id text not null,
  import_id text not null,
  row_number integer not null,
  cells text[] not null,
  problem text not null,
  constraint link_import_failures_pkey PRIMARY KEY (organization_id, import_id, row_number),
  constraint link_import_failures_organization_id_import_id_fkey FOREIGN KEY (organization_id, import_id) REFERENCES link_imports(organization_id, id) ON DELETE CASCADE
);
alter table link_import_failures enable row level security, force row level security;
create policy owner on link_import_failures for all to owner
  using true
  with check true;
create policy tenant on link_import_failures for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on link_import_failures to guildhall_app;

create table link_imports (
  organization_id text not null,
  id text not null,
  file_name text not null,
  format text not null,
  columns text[] not null,
  mapping jsonb not null default '{}'::jsonb,
  options jsonb not null default '{}'::jsonb,
  status text not null default 'uploaded'::text,
  is_dry_run boolean not null default false,
  content text,
  sample jsonb not null default '[]'::jsonb,
  scopes text[],
  total_rows integer not null,
  done_rows integer not null default 0,
  created_count integer not null default 0,
  updated_count integer not null default 0,
  skipped_count integer not null default 0,
  failed_count integer not null default 0,
  problem text,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint link_imports_pkey PRIMARY KEY (organization_id, id),
  constraint link_imports_id_key UNIQUE (id),
  constraint link_imports_status_check CHECK ((status = ANY (ARRAY['uploaded'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))),
  constraint link_imports_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id),
  constraint link_imports_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
CREATE INDEX link_imports_newest ON link_imports USING btree (organization_id, created_at DESC, id);
alter table link_imports enable row level security, force row level security;
create policy owner on link_imports for all to owner
  using true
  with check true;
create policy tenant on link_imports for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on link_imports to guildhall_app;

create table link_tags (
  organization_id text not null,
  link_id text not null,
  tag_id text not null,
  constraint link_tags_pkey PRIMARY KEY (organization_id, link_id, tag_id),
  constraint link_tags_organization_id_link_id_fkey FOREIGN KEY (organization_id, link_id) REFERENCES links(organization_id, id) ON DELETE CASCADE,
  constraint link_tags_organization_id_tag_id_fkey FOREIGN KEY (organization_id, tag_id) REFERENCES tags(organization_id, id) ON DELETE CASCADE
);
CREATE INDEX link_tags_tag ON link_tags USING btree (organization_id, tag_id);
alter table link_tags enable row level security, force row level security;
create policy owner on link_tags for all to owner
  using true
  with check true;
create policy tenant on link_tags for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on link_tags to guildhall_app;

create table links (
  organization_id text not null,
  id text not null,
  domain_id text,
  slug text not null,
  slug_key text not null,
  destination text not null,
  title text not null default ''::text,
  description text not null default ''::text,
  notes text not null default ''::text,
  project_id text,
  external_id text,
  redirect_status smallint not null default 302,
  forward_query boolean not null default true,
  is_enabled boolean not null default true,
  approval text not null default 'approved'::text,
  approval_note text not null default ''::text,
  decided_by text,
  decided_at timestamp with time zone,
  expires_at timestamp with time zone,
  expired_destination text,
  click_limit integer,
  password_hash text,
  rules jsonb not null default '[]'::jsonb,
  app_links jsonb,
  preview jsonb,
  created_by text,
  created_via text not null default 'dashboard'::text,
  blocked_at timestamp with time zone,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  search_text text not null generated always as (lower(((((((((slug || ' '::text) || title) || ' '::text) || destination) || ' '::text) || notes) || ' '::text) || COALESCE(external_id, ''::text)))) stored,
  constraint links_pkey PRIMARY KEY (organization_id, id),
  constraint links_id_key UNIQUE (id),
  constraint links_approval_check CHECK ((approval = ANY (ARRAY['approved'::text, 'pending'::text, 'rejected'::text]))),
  constraint links_click_limit_check CHECK ((click_limit > 0)),
  constraint links_created_via_check CHECK ((created_via = ANY (ARRAY['dashboard'::text, 'api'::text, 'import'::text]))),
  constraint links_redirect_status_check CHECK ((redirect_status = ANY (ARRAY[301, 302, 307]))),
  constraint links_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id),
  constraint links_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users(id),
  constraint links_organization_id_domain_id_fkey FOREIGN KEY (organization_id, domain_id) REFERENCES domains(organization_id, id),
  constraint links_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE,
  constraint links_organization_id_project_id_fkey FOREIGN KEY (organization_id, project_id) REFERENCES projects(organization_id, id) ON DELETE SET NULL (project_id)
);
CREATE INDEX links_destination ON links USING btree (organization_id, md5(destination));
CREATE UNIQUE INDEX links_external_id ON links USING btree (organization_id, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX links_newest ON links USING btree (organization_id, created_at DESC, id DESC) INCLUDE (archived_at);
CREATE INDEX links_project ON links USING btree (organization_id, project_id) WHERE (project_id IS NOT NULL);
CREATE UNIQUE INDEX links_slug ON links USING btree (organization_id, COALESCE(domain_id, ''::text), slug_key);
CREATE INDEX links_waiting ON links USING btree (organization_id, created_at) WHERE (approval = 'pending'::text);
alter table links enable row level security, force row level security;
create policy owner on links for all to owner
  using true
  with check true;
create policy tenant on links for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
CREATE TRIGGER announce AFTER DELETE OR UPDATE ON links FOR EACH ROW EXECUTE FUNCTION announce_link();
grant delete, insert, select, update on links to guildhall_app;

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
CREATE TRIGGER announce AFTER DELETE ON organizations FOR EACH ROW EXECUTE FUNCTION announce_organization();
CREATE TRIGGER announce_update AFTER UPDATE ON organizations FOR EACH ROW WHEN (((((old.plan IS DISTINCT FROM new.plan) OR (old.settings IS DISTINCT FROM new.settings)) OR (old.suspended_at IS DISTINCT FROM new.suspended_at)) OR (old.deleted_at IS DISTINCT FROM new.deleted_at))) EXECUTE FUNCTION announce_organization();
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

create table qr_codes (
  organization_id text not null,
  id text not null,
  link_id text not null,
  name text not null,
  style jsonb not null,
  logo bytea,
  logo_type text,
  created_by text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint qr_codes_pkey PRIMARY KEY (organization_id, id),
  constraint qr_codes_id_key UNIQUE (id),
  constraint qr_codes_logo_type_check CHECK ((logo_type = ANY (ARRAY['image/png'::text, 'image/jpeg'::text]))),
  constraint qr_codes_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id),
  constraint qr_codes_organization_id_link_id_fkey FOREIGN KEY (organization_id, link_id) REFERENCES links(organization_id, id) ON DELETE CASCADE
);
CREATE INDEX qr_codes_link ON qr_codes USING btree (organization_id, link_id);
alter table qr_codes enable row level security, force row level security;
create policy owner on qr_codes for all to owner
  using true
  with check true;
create policy tenant on qr_codes for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on qr_codes to guildhall_app;

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

create table tags (
  organization_id text not null,
  id text not null,
  name text not null,
  color text not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint tags_pkey PRIMARY KEY (organization_id, id),
  constraint tags_id_key UNIQUE (id),
  constraint tags_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX tags_name ON tags USING btree (organization_id, lower(name));
alter table tags enable row level security, force row level security;
create policy owner on tags for all to owner
  using true
  with check true;
create policy tenant on tags for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on tags to guildhall_app;

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

create table utm_templates (
  organization_id text not null,
  id text not null,
  name text not null,
  utm_source text not null default ''::text,
  utm_medium text not null default ''::text,
  utm_campaign text not null default ''::text,
  utm_term text not null default ''::text,
  utm_content text not null default ''::text,
  created_by text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint utm_templates_pkey PRIMARY KEY (organization_id, id),
  constraint utm_templates_id_key UNIQUE (id),
  constraint utm_templates_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id),
  constraint utm_templates_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX utm_templates_name ON utm_templates USING btree (organization_id, lower(name));
alter table utm_templates enable row level security, force row level security;
create policy owner on utm_templates for all to owner
  using true
  with check true;
create policy tenant on utm_templates for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on utm_templates to guildhall_app;

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

create table visit_salts (
  month date not null,
  salt bytea not null,
  constraint visit_salts_pkey PRIMARY KEY (month)
);
grant insert, select on visit_salts to guildhall_app;

create table webhook_deliveries (
  organization_id text not null,
  id text not null,
  webhook_id text not null,
  event_id text not null,
  status text not null default 'pending'::text,
  attempts integer not null default 0,
  is_replay boolean not null default false,
  next_attempt_at timestamp with time zone,
  response_status integer,
  response_body text,
  problem text,
  duration_ms integer,
  created_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  constraint webhook_deliveries_pkey PRIMARY KEY (organization_id, id),
  constraint webhook_deliveries_id_key UNIQUE (id),
  constraint webhook_deliveries_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'delivered'::text, 'failed'::text]))),
  constraint webhook_deliveries_organization_id_event_id_fkey FOREIGN KEY (organization_id, event_id) REFERENCES webhook_events(organization_id, id) ON DELETE CASCADE,
  constraint webhook_deliveries_organization_id_webhook_id_fkey FOREIGN KEY (organization_id, webhook_id) REFERENCES webhooks(organization_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_deliveries_event ON webhook_deliveries USING btree (organization_id, event_id);
CREATE INDEX webhook_deliveries_newest ON webhook_deliveries USING btree (organization_id, webhook_id, created_at DESC, id DESC);
CREATE INDEX webhook_deliveries_pending ON webhook_deliveries USING btree (next_attempt_at) WHERE (status = 'pending'::text);
alter table webhook_deliveries enable row level security, force row level security;
create policy owner on webhook_deliveries for all to owner
  using true
  with check true;
create policy tenant on webhook_deliveries for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on webhook_deliveries to guildhall_app;

create table webhook_events (
  organization_id text not null,
  id text not null,
  type text not null,
  body text not null,
  created_at timestamp with time zone not null default now(),
  constraint webhook_events_pkey PRIMARY KEY (organization_id, id),
  constraint webhook_events_id_key UNIQUE (id),
  constraint webhook_events_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
CREATE INDEX webhook_events_age ON webhook_events USING btree (created_at);
alter table webhook_events enable row level security, force row level security;
create policy owner on webhook_events for all to owner
  using true
  with check true;
create policy tenant on webhook_events for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on webhook_events to guildhall_app;

create table webhooks (
  organization_id text not null,
  id text not null,
  name text not null,
  format text not null default 'standard'::text,
  url text not null,
  url_hint text not null,
  events text[] not null,
  sealed_secret text,
  sealed_previous_secret text,
  previous_secret_until timestamp with time zone,
  is_enabled boolean not null default true,
  failing_since timestamp with time zone,
  failure_count integer not null default 0,
  disabled_at timestamp with time zone,
  disabled_reason text,
  created_by text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint webhooks_pkey PRIMARY KEY (organization_id, id),
  constraint webhooks_id_key UNIQUE (id),
  constraint webhooks_check CHECK (((format <> 'standard'::text) OR (sealed_secret IS NOT NULL))),
  constraint webhooks_format_check CHECK ((format = ANY (ARRAY['standard'::text, 'slack'::text, 'discord'::text]))),
  constraint webhooks_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id),
  constraint webhooks_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
);
alter table webhooks enable row level security, force row level security;
create policy owner on webhooks for all to owner
  using true
  with check true;
create policy tenant on webhooks for all to guildhall_app
  using (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting))
  with check (organization_id = ( SELECT app_setting('organization_id'::text) AS app_setting));
grant delete, insert, select, update on webhooks to guildhall_app;
