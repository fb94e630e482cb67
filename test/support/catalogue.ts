import type pg from 'pg'
import { naturalKeys, withoutRowSecurity } from '../../src/base/db/exceptions.ts'

/** What a check found, by the name that an exception would have. */
type Check = {
  readonly name: string
  readonly sql: string
  readonly except?: Readonly<Record<string, string>>
}

const OURS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (select from pg_depend d where d.objid = o.oid and d.deptype = 'e')`

const KEY_COLUMNS = `exists (select from unnest(keys) k join pg_attribute a on a.attrelid = of_table and a.attnum = k
  where a.atttypid = 'uuid'::regtype)`

const CHECKS: readonly Check[] = [
  {
    name: 'table without row-level security',
    sql: `select n.nspname || '.' || o.relname as thing from pg_class o join pg_namespace n on n.oid = o.relnamespace
      where ${OURS} and o.relkind in ('r', 'p', 'f') and not o.relrowsecurity`,
    except: withoutRowSecurity,
  },
  {
    name: 'table open to everybody, or owned by the app',
    sql: `select n.nspname || '.' || o.relname as thing from pg_class o join pg_namespace n on n.oid = o.relnamespace
      where ${OURS} and o.relkind in ('r', 'p', 'f', 'v', 'm', 'S')
        and (pg_get_userbyid(o.relowner) = 'renkei_app' or exists (select from aclexplode(o.relacl) g where g.grantee = 0))`,
  },
  {
    name: 'view that reads with its owner’s rights',
    sql: `select n.nspname || '.' || o.relname as thing from pg_class o join pg_namespace n on n.oid = o.relnamespace
      where ${OURS} and o.relkind = 'v' and not coalesce(o.reloptions, '{}') && '{security_invoker=true,security_invoker=on,security_invoker=1}'`,
    except: withoutRowSecurity,
  },
  {
    name: 'materialised view',
    sql: `select n.nspname || '.' || o.relname as thing from pg_class o join pg_namespace n on n.oid = o.relnamespace
      where ${OURS} and o.relkind = 'm'`,
  },
  {
    name: 'definer function without a fixed search path',
    sql: `select o.oid::regprocedure::text as thing from pg_proc o join pg_namespace n on n.oid = o.pronamespace
      where ${OURS} and n.nspname <> 'graphile_worker' and o.prosecdef
        and not exists (select from unnest(o.proconfig) c where c ~ '^search_path=pg_catalog(, pg_temp)?$')`,
  },
  {
    name: 'definer function that everybody may call',
    sql: `select o.oid::regprocedure::text as thing from pg_proc o join pg_namespace n on n.oid = o.pronamespace
      where ${OURS} and n.nspname <> 'graphile_worker' and o.prosecdef
        and (o.proacl is null or exists (select from aclexplode(o.proacl) g where g.grantee = 0))`,
  },
  {
    name: 'unique key over natural values',
    sql: `select n.nspname || '.' || o.relname as thing
      from (select indexrelid, indrelid as of_table, indkey::int2[] as keys from pg_index where indisunique) i
        join pg_class o on o.oid = i.indexrelid join pg_namespace n on n.oid = o.relnamespace
      where ${OURS} and n.nspname <> 'graphile_worker' and not ${KEY_COLUMNS}`,
    except: naturalKeys,
  },
  {
    name: 'foreign key over natural values',
    sql: `select n.nspname || '.' || i.conname as thing
      from (select conname, connamespace, oid, conrelid as of_table, conkey as keys from pg_constraint where contype = 'f') i
        join pg_namespace n on n.oid = i.connamespace join pg_constraint o on o.oid = i.oid
      where ${OURS} and n.nspname <> 'graphile_worker' and not ${KEY_COLUMNS}`,
    except: naturalKeys,
  },
  {
    name: 'login that passes row-level security',
    sql: `select rolname as thing from pg_roles where rolbypassrls and rolcanlogin and not rolsuper
      union select rolname from pg_roles where rolname in ('renkei_app', 'renkei_queue') and (rolsuper or rolbypassrls or rolcreaterole)
      union select m.rolname from pg_auth_members g join pg_roles m on m.oid = g.member join pg_roles r on r.oid = g.roleid
        where m.rolname in ('renkei_app', 'renkei_queue') and (r.rolbypassrls or r.rolsuper)`,
  },
]

const isExcepted = (thing: string, except: Readonly<Record<string, string>> = {}): boolean =>
  thing in except || `${thing.split('.')[0]}.*` in except

/** Everything in the catalogue that would let a row past its policies; and exceptions that nothing needs any more. */
export async function catalogueFindings(client: pg.Client): Promise<string[]> {
  const findings: string[] = []
  const used = new Set<string>()
  for (const { name, sql, except } of CHECKS) {
    const { rows } = await client.query<{ thing: string }>(sql)
    for (const { thing } of rows) {
      if (!isExcepted(thing, except)) findings.push(`${name}: ${thing}`)
      used.add(thing).add(`${thing.split('.')[0]}.*`)
    }
  }
  for (const thing of Object.keys({ ...withoutRowSecurity, ...naturalKeys }))
    if (!used.has(thing)) findings.push(`exception without a cause: ${thing}`)
  return findings
}
