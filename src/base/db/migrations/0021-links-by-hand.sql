-- One-time links that were shown instead of being mailed alone: whoever saw one could have used it himself, so the
-- person it was for is told.
alter table identity.tokens add column shown boolean not null default false;
comment on column identity.tokens.shown is 'Shown to whoever made it, on a screen or in a shell, to be handed over.';

create function identity.shown_links(of_person uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if not access.is_system() then
    return '[]'::jsonb;
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('at', t.made_at,
             'by', case when p.id is null then null else jsonb_build_object('ja', p.name_ja, 'en', p.name_en) end)
             order by t.made_at), '[]'::jsonb)
    from identity.tokens t
    left join directory.appointments a on a.id = t.made_by
    left join directory.persons p on p.id = a.person_id
    where t.person_id = of_person and t.purpose = 'invitation' and t.shown);
end $$;
comment on function identity.shown_links is 'When and to whom invitations of a person were shown; a null name means founding or the server''s shell. For enrolment alone.';
revoke execute on function identity.shown_links from public;
grant execute on function identity.shown_links to renkei_app;
