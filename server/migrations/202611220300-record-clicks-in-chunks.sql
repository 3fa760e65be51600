drop function record_clicks(uuid, json, date[], jsonb);

-- Writes clicks of any organizations: raw rows, uniqueness and every roll-up, in the caller's transaction. `chunks` is a
-- list of what server/visits/click-chunk.ts seals: `links` and `facets` are the lines (fields parted by tabs) that each adds
-- to the dictionary of all, `link` and `facet` places in it from 1, `at` epoch milliseconds. A chunk that was written before
-- is left alone. `months` are the first days of theirs, `quotas` each plan's clicks a month (null: no limit; '' for plans
-- that are in no catalogue). Clicks of links that went meanwhile are left out. What several processes may meet in is
-- touched in the order of its keys, so that they wait for each other and don't deadlock.
-- Answers what may have to be told: the month's use of organizations with a quota, and the clicks that webhooks hear of.
-- The planner can't know how many clicks there are: joins that suit a few would take seconds for thousands.
create function record_clicks(chunks json, months date[], quotas jsonb)
  returns table (organization_id text, month date, quota bigint, used bigint, heard json)
  language plpgsql security definer
  set search_path = public set enable_nestloop = off set enable_mergejoin = off set enable_sort = off
  set work_mem = '64MB' set jit = off as $$
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
end $$;
revoke execute on function record_clicks(json, date[], jsonb) from public;
grant execute on function record_clicks(json, date[], jsonb) to guildhall_app;
