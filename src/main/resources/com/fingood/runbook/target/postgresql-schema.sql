-- One row per object: key and hash of its definition. Run with an empty search_path, so that every name comes out qualified.
-- Left out: what a dump does not bring back (object ids, statistics, a sequence's position, settings of the database), system
-- schemas, and members of extensions (the extension itself is in).
WITH
space AS (
  SELECT oid, nspname, nspowner, nspacl FROM pg_namespace
  WHERE nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND nspname NOT LIKE 'pg\_temp\_%' AND nspname NOT LIKE 'pg\_toast\_temp\_%'
),
member AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
relation AS (
  SELECT c.oid, c.relname, c.relkind, c.relowner, c.relpersistence, c.relreplident, c.relrowsecurity, c.relforcerowsecurity, c.relispopulated,
         c.relacl, c.reloptions, c.reloftype, c.relispartition, c.relpartbound, c.reltablespace, c.relam, c.reltoastrelid,
         format('%I.%I', s.nspname, c.relname) AS name
  FROM pg_class c JOIN space s ON s.oid = c.relnamespace
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_class'::regclass AND m.objid = c.oid)
),
type AS (
  SELECT t.*, format('%I.%I', s.nspname, t.typname) AS name
  FROM pg_type t JOIN space s ON s.oid = t.typnamespace
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)
),
object (key, definition, acl) AS (

  SELECT format('schema:%I', nspname),
         concat_ws(' ', nspowner::regrole),
         coalesce(nspacl, acldefault('n', nspowner))
  FROM space s
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_namespace'::regclass AND m.objid = s.oid)

  UNION ALL
  SELECT format('%s:%s', CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized-view' WHEN 'f' THEN 'foreign-table' WHEN 'S' THEN 'sequence' ELSE 'table' END,
           -- A sequence that belongs to a table is named after it, as an index or a constraint is.
           coalesce((SELECT format('%s.%I', d.refobjid::regclass, r.relname) FROM pg_depend d WHERE r.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = r.oid
              AND d.objsubid = 0 AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')), r.name)),
         concat_ws(' | ', relkind, relowner::regrole, relpersistence, relreplident, relrowsecurity, relforcerowsecurity,
           CASE WHEN relkind = 'm' THEN relispopulated END,
           CASE WHEN reloftype <> 0 THEN reloftype::regtype END,
           (SELECT spcname FROM pg_tablespace WHERE oid = reltablespace),
           (SELECT amname FROM pg_am WHERE oid = relam),
           (SELECT string_agg(o, ',' ORDER BY o) FROM unnest(reloptions) o),
           (SELECT string_agg(o, ',' ORDER BY o) FROM pg_class t, unnest(t.reloptions) o WHERE t.oid = reltoastrelid),
           (SELECT string_agg(inhparent::regclass::text, ',' ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = r.oid),
           CASE WHEN relkind = 'p' THEN pg_get_partkeydef(r.oid) END,
           pg_get_expr(relpartbound, r.oid),
           CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(r.oid) END,
           (SELECT concat_ws(' ', format_type(q.seqtypid, NULL), q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, q.seqcycle) FROM pg_sequence q WHERE q.seqrelid = r.oid),
           (SELECT string_agg(format('owned by %s.%I %s', d.refobjid::regclass, a.attname, d.deptype), ',') FROM pg_depend d
              JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
              WHERE r.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.objsubid = 0 AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')),
           (SELECT format('%I %s', v.srvname, (SELECT string_agg(o, ',' ORDER BY o) FROM unnest(f.ftoptions) o)) FROM pg_foreign_table f JOIN pg_foreign_server v ON v.oid = f.ftserver WHERE f.ftrelid = r.oid)),
         coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner))
  FROM relation r
  WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')

  UNION ALL
  SELECT format('column:%s.%I', r.name, a.attname),
         concat_ws(' | ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid),
           CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation END,
           CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END,
           nullif(to_jsonb(a) ->> 'attcompression', ''),
           nullif(to_jsonb(a) ->> 'attstattarget', '-1'),
           (SELECT string_agg(o, ',' ORDER BY o) FROM unnest(a.attoptions) o),
           (SELECT string_agg(o, ',' ORDER BY o) FROM unnest(a.attfdwoptions) o)),
         a.attacl
  FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE r.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')

  UNION ALL
  -- Counted without dropped columns, which a restored copy does not have.
  SELECT format('position:%s.%I', r.name, a.attname), (row_number() OVER (PARTITION BY r.oid ORDER BY a.attnum))::text,
         NULL
  FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE r.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')

  UNION ALL
  -- Foreign keys that a partition has through its parent get new names in a restored copy.
  SELECT format('constraint:%s.%I', r.name, k.conname), concat_ws(' | ', pg_get_constraintdef(k.oid), k.convalidated),
         NULL
  FROM pg_constraint k JOIN relation r ON r.oid = k.conrelid
  WHERE k.contype <> 't' AND NOT (k.contype = 'f' AND k.conparentid <> 0)

  UNION ALL
  SELECT format('constraint:%s.%I', t.name, k.conname), concat_ws(' | ', pg_get_constraintdef(k.oid), k.convalidated),
         NULL
  FROM pg_constraint k JOIN type t ON t.oid = k.contypid

  UNION ALL
  SELECT format('index:%s.%I', r.name, i.relname),
         concat_ws(' | ', pg_get_indexdef(i.oid), x.indisvalid, x.indisready, x.indisclustered, x.indisreplident, x.indimmediate,
           (SELECT spcname FROM pg_tablespace WHERE oid = i.reltablespace),
           (SELECT inhparent::regclass::text FROM pg_inherits WHERE inhrelid = i.oid),
           (SELECT string_agg(concat_ws(' ', attnum, to_jsonb(a) ->> 'attstattarget'), ',' ORDER BY attnum) FROM pg_attribute a WHERE a.attrelid = i.oid AND (to_jsonb(a) ->> 'attstattarget')::int >= 0)),
         NULL
  FROM pg_index x JOIN relation i ON i.oid = x.indexrelid JOIN relation r ON r.oid = x.indrelid

  UNION ALL
  SELECT format('trigger:%s.%I', r.name, g.tgname), concat_ws(' | ', pg_get_triggerdef(g.oid), g.tgenabled),
         NULL
  FROM pg_trigger g JOIN relation r ON r.oid = g.tgrelid
  WHERE NOT g.tgisinternal

  UNION ALL
  -- A foreign key that is not enforced, because DISABLE TRIGGER ALL was never taken back.
  SELECT DISTINCT format('not-enforced:%s.%I', r.name, k.conname), g.tgenabled::text,
         NULL::aclitem[]
  FROM pg_trigger g JOIN relation r ON r.oid = g.tgrelid JOIN pg_constraint k ON k.oid = g.tgconstraint
  WHERE g.tgisinternal AND g.tgenabled <> 'O'

  UNION ALL
  SELECT format('rule:%s.%I', r.name, w.rulename), concat_ws(' | ', pg_get_ruledef(w.oid), w.ev_enabled),
         NULL
  FROM pg_rewrite w JOIN relation r ON r.oid = w.ev_class
  WHERE w.rulename <> '_RETURN'

  UNION ALL
  SELECT format('policy:%s.%I', r.name, p.polname),
         concat_ws(' | ', p.polcmd, p.polpermissive, (SELECT string_agg(o::regrole::text, ',' ORDER BY o::regrole::text) FROM unnest(p.polroles) o),
           'using ' || pg_get_expr(p.polqual, p.polrelid), 'check ' || pg_get_expr(p.polwithcheck, p.polrelid)),
         NULL
  FROM pg_policy p JOIN relation r ON r.oid = p.polrelid

  UNION ALL
  SELECT format('function:%s', p.oid::regprocedure),
         concat_ws(' | ', p.proowner::regrole, CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END,
           (SELECT concat_ws(' ', pg_get_function_result(p.oid), g.aggkind, g.aggnumdirectargs, g.aggtransfn::regprocedure, g.aggfinalfn::regprocedure, g.aggcombinefn::regprocedure,
              g.aggserialfn::regprocedure, g.aggdeserialfn::regprocedure, g.aggmtransfn::regprocedure, g.aggminvtransfn::regprocedure, g.aggmfinalfn::regprocedure,
              g.aggfinalextra, g.aggfinalmodify, g.aggsortop::regoperator, format_type(g.aggtranstype, NULL), g.aggtransspace, quote_nullable(g.agginitval), p.proparallel)
            FROM pg_aggregate g WHERE g.aggfnoid = p.oid)),
         coalesce(p.proacl, acldefault('f', p.proowner))
  FROM pg_proc p JOIN space s ON s.oid = p.pronamespace
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_proc'::regclass AND m.objid = p.oid)
    -- Constructors of a range type belong to the type.
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i' AND d.refclassid = 'pg_type'::regclass)

  UNION ALL
  SELECT format('type:%s', t.name),
         concat_ws(' | ', t.typtype, t.typowner::regrole,
           CASE WHEN t.typtype = 'd' THEN concat_ws(' ', format_type(t.typbasetype, t.typtypmod), t.typnotnull, t.typdefault, CASE WHEN t.typcollation <> 0 THEN t.typcollation::regcollation END) END,
           CASE WHEN t.typtype = 'b' THEN concat_ws(' ', t.typinput, t.typoutput, t.typreceive, t.typsend, t.typlen, t.typbyval, t.typalign, t.typstorage, t.typcategory, t.typdelim, t.typdefault) END,
           (SELECT string_agg(quote_literal(e.enumlabel), ',' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
           (SELECT concat_ws(' ', format_type(g.rngsubtype, NULL), o.opcname, g.rngcanonical, g.rngsubdiff, CASE WHEN g.rngcollation <> 0 THEN g.rngcollation::regcollation END) FROM pg_range g JOIN pg_opclass o ON o.oid = g.rngsubopc WHERE g.rngtypid = t.oid)),
         coalesce(t.typacl, acldefault('T', t.typowner))
  FROM type t
  WHERE t.typtype IN ('b', 'd', 'e', 'r', 'c')
    AND (t.typrelid = 0 OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
    AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)

  UNION ALL
  SELECT format('operator:%s', o.oid::regoperator), concat_ws(' | ', o.oprowner::regrole, o.oprcode, o.oprcom::regoperator, o.oprnegate::regoperator, o.oprrest, o.oprjoin, o.oprcanhash, o.oprcanmerge),
         NULL
  FROM pg_operator o JOIN space s ON s.oid = o.oprnamespace
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_operator'::regclass AND m.objid = o.oid)

  UNION ALL
  SELECT format('operator-class:%I.%I using %I', s.nspname, o.opcname, a.amname),
         concat_ws(' | ', o.opcowner::regrole, format_type(o.opcintype, NULL), format_type(o.opckeytype, NULL), o.opcdefault, f.opfname,
           (SELECT string_agg(concat_ws(' ', p.amopstrategy, p.amopopr::regoperator, p.amoppurpose), ',' ORDER BY p.amopstrategy, p.amopopr::regoperator::text) FROM pg_amop p WHERE p.amopfamily = f.oid),
           (SELECT string_agg(concat_ws(' ', p.amprocnum, p.amproc), ',' ORDER BY p.amprocnum, p.amproc::text) FROM pg_amproc p WHERE p.amprocfamily = f.oid)),
         NULL
  FROM pg_opclass o JOIN space s ON s.oid = o.opcnamespace JOIN pg_am a ON a.oid = o.opcmethod JOIN pg_opfamily f ON f.oid = o.opcfamily
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_opclass'::regclass AND m.objid = o.oid)

  UNION ALL
  SELECT format('cast:%s as %s', format_type(k.castsource, NULL), format_type(k.casttarget, NULL)),
         concat_ws(' | ', k.castfunc::regprocedure, k.castcontext, k.castmethod),
         NULL
  FROM pg_cast k
  WHERE k.oid >= 16384 AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_cast'::regclass AND m.objid = k.oid)

  UNION ALL
  SELECT format('collation:%I.%I', s.nspname, c.collname), to_jsonb(c)::jsonb - '{oid,collnamespace,collowner,collversion}'::text[] #>> '{}' || c.collowner::regrole,
         NULL
  FROM pg_collation c JOIN space s ON s.oid = c.collnamespace
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_collation'::regclass AND m.objid = c.oid)

  UNION ALL
  SELECT format('text-search:%I.%I', s.nspname, c.cfgname),
         concat_ws(' | ', c.cfgowner::regrole, (SELECT prsname FROM pg_ts_parser WHERE oid = c.cfgparser),
           (SELECT string_agg(concat_ws(' ', m.maptokentype, m.mapseqno, m.mapdict::regdictionary), ',' ORDER BY m.maptokentype, m.mapseqno) FROM pg_ts_config_map m WHERE m.mapcfg = c.oid)),
         NULL
  FROM pg_ts_config c JOIN space s ON s.oid = c.cfgnamespace
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_ts_config'::regclass AND m.objid = c.oid)

  UNION ALL
  SELECT format('dictionary:%I.%I', s.nspname, c.dictname), concat_ws(' | ', c.dictowner::regrole, (SELECT tmplname FROM pg_ts_template WHERE oid = c.dicttemplate), c.dictinitoption),
         NULL
  FROM pg_ts_dict c JOIN space s ON s.oid = c.dictnamespace
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_ts_dict'::regclass AND m.objid = c.oid)

  UNION ALL
  SELECT format('statistics:%I.%I', s.nspname, x.stxname), concat_ws(' | ', x.stxowner::regrole, pg_get_statisticsobjdef(x.oid), nullif(to_jsonb(x) ->> 'stxstattarget', '-1')),
         NULL
  FROM pg_statistic_ext x JOIN space s ON s.oid = x.stxnamespace

  UNION ALL
  SELECT format('extension:%I', e.extname), concat_ws(' | ', e.extversion, e.extnamespace::regnamespace, e.extowner::regrole),
         NULL
  FROM pg_extension e WHERE e.oid >= 16384

  UNION ALL
  SELECT format('language:%I', l.lanname), concat_ws(' | ', l.lanowner::regrole, l.lanpltrusted),
         coalesce(l.lanacl, acldefault('l', l.lanowner))
  FROM pg_language l
  WHERE l.oid >= 16384 AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_language'::regclass AND m.objid = l.oid)

  UNION ALL
  SELECT format('server:%I', v.srvname), concat_ws(' | ', v.srvowner::regrole, f.fdwname, v.srvtype, v.srvversion, (SELECT string_agg(o, ',' ORDER BY o) FROM unnest(v.srvoptions) o),
         (SELECT string_agg(u.usename, ',' ORDER BY u.usename) FROM pg_user_mappings u WHERE u.srvid = v.oid)),
         coalesce(v.srvacl, acldefault('S', v.srvowner))
  FROM pg_foreign_server v JOIN pg_foreign_data_wrapper f ON f.oid = v.srvfdw

  UNION ALL
  SELECT format('event-trigger:%I', e.evtname), concat_ws(' | ', e.evtowner::regrole, e.evtevent, e.evtfoid::regprocedure, e.evtenabled, (SELECT string_agg(o, ',' ORDER BY o) FROM unnest(e.evttags) o)),
         NULL
  FROM pg_event_trigger e
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_event_trigger'::regclass AND m.objid = e.oid)

  UNION ALL
  SELECT format('publication:%I', p.pubname),
         concat_ws(' | ', p.pubowner::regrole, to_jsonb(p) - '{oid,pubowner}'::text[],
           (SELECT string_agg((to_jsonb(t) - 'pubname')::text, ',' ORDER BY t.schemaname, t.tablename) FROM pg_publication_tables t WHERE t.pubname = p.pubname AND NOT p.puballtables)),
         NULL
  FROM pg_publication p

  UNION ALL
  SELECT format('default-privileges:%s %s %s', a.defaclrole::regrole, CASE WHEN a.defaclnamespace <> 0 THEN a.defaclnamespace::regnamespace::text ELSE '*' END, a.defaclobjtype), '',
         a.defaclacl
  FROM pg_default_acl a

  UNION ALL
  SELECT format('comment:%s %s', i.type, i.identity), d.description,
         NULL
  FROM pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid) i
  WHERE (d.objoid >= 16384 OR d.objoid = 'public'::regnamespace)
    AND NOT EXISTS (SELECT FROM member m WHERE m.classid = d.classoid AND m.objid = d.objoid)

  UNION ALL
  SELECT format('security-label:%s %s %s', l.provider, i.type, i.identity), l.label,
         NULL
  FROM pg_seclabel l, pg_identify_object(l.classoid, l.objoid, l.objsubid) i
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = l.classoid AND m.objid = l.objoid)

  UNION ALL
  SELECT format('large-object:%s', o.oid), concat_ws(' | ', o.lomowner::regrole),
         coalesce(o.lomacl, acldefault('L', o.lomowner))
  FROM pg_largeobject_metadata o

  UNION ALL
  SELECT format('not-read:%s', r.name), 'its rows lie on another server',
         NULL
  FROM relation r WHERE r.relkind = 'f'
)
-- A list of varchar literals is written as (ARRAY['a'::character varying, ...])::text[] the first time and, read back from a dump,
-- as ARRAY[('a'::character varying)::text, ...]. Both become the same here.
--
-- An ACL counts as a set, without who granted: a dump may write the grants in another order, and writes none where they are the default.
SELECT key, md5(regexp_replace(
         regexp_replace(concat_ws(' | ', definition, (SELECT string_agg(DISTINCT granted, ',' ORDER BY granted)
             FROM aclexplode(acl), concat_ws(' ', grantee::regrole, privilege_type, is_grantable) granted)), '\((''(?:[^'']|'''')*''::character varying)\)::text', '\1', 'g'),
         '\(ARRAY\[((?:''(?:[^'']|'''')*''::character varying(?:, )?)+)\]\)::text\[\]', 'ARRAY[\1]', 'g'))
FROM object
ORDER BY key
