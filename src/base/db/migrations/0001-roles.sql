-- The three roles, made by whoever runs the server (Renkei itself for the embedded one). They are checked here
-- because every later promise about who may read rests on them.
do $$
declare
  role_name text;
  attributes pg_roles;
begin
  foreach role_name in array array['renkei_app', 'renkei_queue'] loop
    select * into attributes from pg_roles where rolname = role_name;
    if not found then
      raise exception 'The role % is missing; docs/operations.md says which roles to create.', role_name;
    end if;
    if attributes.rolsuper or attributes.rolbypassrls or attributes.rolcreaterole or attributes.rolreplication then
      raise exception 'The role % must not be SUPERUSER, BYPASSRLS, CREATEROLE or REPLICATION.', role_name;
    end if;
    if role_name = current_user then
      raise exception 'DATABASE_OWNER_URL must use a role of its own, not %.', role_name;
    end if;
  end loop;
  if pg_has_role('renkei_app', current_user, 'member') then
    raise exception 'The role renkei_app must not be a member of the owner %.', current_user;
  end if;
  if pg_has_role('renkei_app', 'renkei_queue', 'member') then
    raise exception 'The role renkei_app must not be a member of renkei_queue.';
  end if;
  if not pg_has_role(current_user, 'renkei_queue', 'member') then
    raise exception 'The owner % must be a member of renkei_queue (grant renkei_queue to %).', current_user, current_user;
  end if;
end
$$;

-- Before PostgreSQL 15 everybody could create in public; a database restored from such a one still lets them.
do $$
begin
  if has_schema_privilege(current_user, 'public', 'create with grant option')
     or pg_has_role(current_user, (select nspowner from pg_namespace where nspname = 'public'), 'usage') then
    revoke create on schema public from public;
  end if;
end
$$;

-- Trusted extensions: the owner of the database may install them without being a superuser.
create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gin with schema public;
