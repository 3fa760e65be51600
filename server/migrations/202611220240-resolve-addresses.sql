-- addresses.host: '' for the instance's own host, else the id of a domain. An id rather than a name, so that what an
-- organization kept under a hostname never stands in the way of the one that proves it later.

-- What visitors ask for belongs to no organization that is known yet: these two functions answer at most one row each,
-- past row-level security, by its exact name. In plpgsql, because its plans are kept for the connection.

-- The verified domain of a hostname.
create function find_domain(asked_hostname text)
  returns table (id text, organization_id text, root_destination text, not_found_destination text,
    is_suspended boolean, is_deleted boolean)
  language plpgsql stable security definer rows 1 set search_path = public as $$
begin
  return query
    select d.id, d.organization_id, d.root_destination, d.not_found_destination,
      o.suspended_at is not null, o.deleted_at is not null
    from domains d join organizations o on o.id = d.organization_id
    where d.hostname = asked_hostname and d.verified_at is not null;
end $$;
revoke execute on function find_domain(text) from public;
grant execute on function find_domain(text) to guildhall_app;

-- What stands under a host and slug, with its organization and, where it is a short link, the link and its apps.
create function find_address(asked_host text, asked_slug_key text)
  returns table (organization_id text, kind text, target_id text, slug text, is_released boolean,
    is_suspended boolean, is_deleted boolean, plan text, settings jsonb, link jsonb, apps jsonb)
  language plpgsql stable security definer rows 1 set search_path = public as $$
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
end $$;
revoke execute on function find_address(text, text) from public;
grant execute on function find_address(text, text) to guildhall_app;

-- Lets one visit of a link with a click limit through; false when the limit is reached. Exact, whoever asks at once.
create function take_visit(asked_organization_id text, asked_link_id text, visit_limit integer) returns boolean
  language plpgsql security definer set search_path = public as $$
begin
  insert into link_allowances as taken (organization_id, link_id, used)
    values (asked_organization_id, asked_link_id, 1)
    on conflict (organization_id, link_id) do update set used = taken.used + 1 where taken.used < visit_limit;
  return found;
end $$;
revoke execute on function take_visit(text, text, integer) from public;
grant execute on function take_visit(text, text, integer) to guildhall_app;

-- Every node keeps what it resolved in memory; these tell them at commit what to forget, whichever path changed it.
-- Payloads: `address:HOST/SLUG_KEY`, `host:HOSTNAME`, `organization:ID`.
create function announce_change(payload text) returns void
  language sql as $$ select pg_notify('guildhall_addresses', left(payload, 7900)) $$;

create function announce_address() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then perform announce_change('address:' || old.host || '/' || old.slug_key); end if;
  if tg_op <> 'DELETE' then perform announce_change('address:' || new.host || '/' || new.slug_key); end if;
  return null;
end $$;
create trigger announce after insert or update or delete on addresses
  for each row execute function announce_address();

create function announce_link() returns trigger language plpgsql as $$
begin
  perform announce_change('address:' || coalesce(old.domain_id, '') || '/' || old.slug_key);
  return null;
end $$;
create trigger announce after update or delete on links
  for each row execute function announce_link();

create function announce_domain() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then perform announce_change('host:' || old.hostname); end if;
  if tg_op <> 'DELETE' then perform announce_change('host:' || new.hostname); end if;
  return null;
end $$;
create trigger announce after insert or update or delete on domains
  for each row execute function announce_domain();

create function announce_organization() returns trigger language plpgsql as $$
begin
  perform announce_change('organization:' || old.id);
  return null;
end $$;
create trigger announce after delete on organizations
  for each row execute function announce_organization();
create trigger announce_update after update on organizations
  for each row when (
    (old.plan, old.settings, old.suspended_at, old.deleted_at)
    is distinct from (new.plan, new.settings, new.suspended_at, new.deleted_at))
  execute function announce_organization();

create function announce_app() returns trigger language plpgsql as $$
begin
  perform announce_change('organization:' || coalesce(old.organization_id, new.organization_id));
  return null;
end $$;
create trigger announce after insert or update or delete on apps
  for each row execute function announce_app();
