-- Every tenant table: row-level security on and forced; the application sees the organization of its transaction,
-- the owner of the schema (operators, migrations) sees all.
do $$
declare
  tenant text;
begin
  foreach tenant in array array[
    'roles', 'members', 'teams', 'team_members', 'invitations', 'invitation_teams', 'team_invitations', 'projects',
    'service_keys', 'addresses', 'limit_notices', 'audit_entries', 'audit_targets', 'audit_chains', 'audit_cuts'
  ] loop
    execute format('alter table %I enable row level security, force row level security', tenant);
    execute format(
      'create policy tenant on %I to guildhall_app
         using (organization_id = (select app_setting(''organization_id'')))
         with check (organization_id = (select app_setting(''organization_id'')))', tenant);
    execute format('create policy owner on %I to current_user using (true) with check (true)', tenant);
    if tenant not in ('audit_entries', 'audit_targets') then
      execute format('grant select, insert, update, delete on %I to guildhall_app', tenant);
    end if;
  end loop;
end $$;
grant select, insert on audit_entries, audit_targets to guildhall_app;
revoke delete on audit_chains from guildhall_app;
revoke insert, update, delete on audit_cuts from guildhall_app;

alter table organizations enable row level security, force row level security;
create policy tenant on organizations to guildhall_app
  using (id = (select app_setting('organization_id')))
  with check (id = (select app_setting('organization_id')));
create policy owner on organizations to current_user using (true) with check (true);
grant select, insert, update, delete on organizations to guildhall_app;

-- A person finds their own memberships, and through them the organizations and roles they name.
create policy own_membership on members for select to guildhall_app
  using (user_id = (select app_setting('user_id')));
create policy own_organizations on organizations for select to guildhall_app
  using (id in (select organization_id from members where user_id = (select app_setting('user_id')) and is_active));
create policy own_roles on roles for select to guildhall_app
  using (organization_id in (
    select organization_id from members where user_id = (select app_setting('user_id')) and is_active));

-- Who holds a token's hash finds the one row that it names; who asks for an address finds that one.
create policy by_token on invitations for select to guildhall_app
  using (token_hash = (select app_setting('token_hash')));
create policy by_token on team_invitations for select to guildhall_app
  using (token_hash = (select app_setting('token_hash')));
create policy by_token on service_keys for select to guildhall_app
  using (token_hash = (select app_setting('token_hash')));
create policy by_address on addresses for select to guildhall_app
  using (slug_key = (select app_setting('slug_key')));
-- A verified e-mail finds its pending invitations.
create policy by_email on invitations for select to guildhall_app
  using (email = (select app_setting('verified_email')) and status = 'pending');
-- A person reads what they did themselves, wherever they still are a member.
create policy own_entries on audit_entries for select to guildhall_app
  using (actor_id = (select app_setting('user_id')) and organization_id in (
    select organization_id from members where user_id = (select app_setting('user_id')) and is_active));

-- How many members an organization of the asking person has; nothing for others.
create function count_members(organization text) returns bigint
  language sql stable security definer set search_path = public
  return (
    select count(*) from members
    where organization_id = organization and is_active
      and exists (
        select from members own
        where own.organization_id = organization and own.is_active and own.user_id = app_setting('user_id')));
revoke execute on function count_members(text) from public;
grant execute on function count_members(text) to guildhall_app;
