-- A body (the secretariat, a committee, a group) is a source like a team: its readers see its name where the item names
-- its source (R5).
create function access.body_named(owners text[]) returns table (id uuid, name_ja text, name_en text)
language sql stable security definer set search_path = pg_catalog
as $$
  select g.id, g.name_ja, g.name_en from groups.groups g
  where g.id = coalesce(
    (select split_part(o, ':', 2)::uuid from unnest(owners) o where o like 'releaser:%' limit 1),
    -- RED belongs to its author alone
    (select a.group_id from unnest(owners) o join directory.appointments a on o = 'appointment:' || a.id
      where a.group_id is not null limit 1))
$$;
comment on function access.body_named is 'The body behind these owners, by name: also for who does not see groups otherwise (prospects, guests, the public).';

create function access.body_behind(item uuid) returns table (id uuid, name_ja text, name_en text)
language sql stable set search_path = pg_catalog
as $$
  select b.id, b.name_ja, b.name_en
  from access.parts p cross join lateral access.body_named(p.owners) b
  where p.item_id = item and p.originator is null
    and (p.attribution = 'named' or (p.attribution = 'off' and p.owners && (select access.own_principals())))
  limit 1
$$;
comment on function access.body_behind is 'The body that an item is from, as the viewer: of what he may read, and where its source is named or he is the source.';
revoke execute on function access.body_named, access.body_behind from public;
grant execute on function access.body_named, access.body_behind to renkei_app;
