-- What each object consists of: kind, schema, object, part of it, order, definition. Lines of one object belong together and become one key.
-- No line asks another view of the catalogue for each of its own rows: H2 computes such a view anew every time.
-- Left out: where a sequence or an identity stands, which is a row's business and not the definition's.
SELECT 'schema' AS kind, schema_name AS s, NULL AS t, NULL AS part, 0 AS line, '' AS definition
FROM information_schema.schemata WHERE LOWER(schema_name) NOT IN ('information_schema', 'pg_catalog')
UNION ALL
SELECT CASE table_type WHEN 'VIEW' THEN 'view' ELSE 'table' END, table_schema, table_name, NULL, 0, CONCAT_WS(' | ', table_type, storage_type, remarks)
FROM information_schema.tables WHERE LOWER(table_schema) NOT IN ('information_schema', 'pg_catalog') AND table_type NOT LIKE '%TEMPORARY%'
UNION ALL
SELECT 'view', table_schema, table_name, NULL, 1, view_definition
FROM information_schema.views WHERE LOWER(table_schema) NOT IN ('information_schema', 'pg_catalog')
UNION ALL
SELECT 'column', c.table_schema, c.table_name, c.column_name, 0,
       CONCAT_WS(' | ', c.data_type, c.declared_data_type, 'length ' || c.character_maximum_length, 'precision ' || c.numeric_precision, 'declared ' || c.declared_numeric_precision,
         'scale ' || c.numeric_scale, 'second ' || c.datetime_precision, c.interval_type, 'interval ' || c.interval_precision, 'cardinality ' || c.maximum_cardinality,
         c.geometry_type, c.geometry_srid, c.domain_schema, c.domain_name, c.is_nullable, 'default ' || c.column_default, c.is_generated, c.generation_expression, 'on update ' || c.column_on_update,
         c.default_on_null, c.is_visible, c.identity_generation, c.identity_start, c.identity_increment, c.identity_maximum, c.identity_minimum, c.identity_cycle, c.identity_cache, c.remarks)
FROM information_schema.columns c WHERE LOWER(table_schema) NOT IN ('information_schema', 'pg_catalog') AND (table_schema, table_name) NOT IN (SELECT table_schema, table_name FROM information_schema.tables WHERE table_type LIKE '%TEMPORARY%')
UNION ALL
SELECT 'position', table_schema, table_name, column_name, 0, CAST(ordinal_position AS VARCHAR)
FROM information_schema.columns WHERE LOWER(table_schema) NOT IN ('information_schema', 'pg_catalog') AND (table_schema, table_name) NOT IN (SELECT table_schema, table_name FROM information_schema.tables WHERE table_type LIKE '%TEMPORARY%')
UNION ALL
-- Both name the column by the number of its type's descriptor.
SELECT 'element', object_schema, object_name, collection_type_identifier, 0,
       CONCAT_WS(' | ', data_type, character_maximum_length, numeric_precision, numeric_scale, datetime_precision)
FROM information_schema.element_types WHERE object_type = 'TABLE' AND LOWER(object_schema) NOT IN ('information_schema', 'pg_catalog')
UNION ALL
SELECT CASE object_type WHEN 'DOMAIN' THEN 'type' ELSE 'enum' END, object_schema, object_name, CASE object_type WHEN 'TABLE' THEN enum_identifier END, 1 + value_ordinal, value_name
FROM information_schema.enum_values WHERE object_type IN ('TABLE', 'DOMAIN') AND LOWER(object_schema) NOT IN ('information_schema', 'pg_catalog')
UNION ALL
SELECT 'constraint', table_schema, table_name, constraint_name, 0, CONCAT_WS(' | ', constraint_type, enforced, nulls_distinct, remarks)
FROM information_schema.table_constraints
UNION ALL
SELECT 'constraint', table_schema, table_name, constraint_name, ordinal_position, column_name
FROM information_schema.key_column_usage
UNION ALL
SELECT 'constraint', k.table_schema, k.table_name, k.constraint_name, 0, c.check_clause
FROM information_schema.check_constraints c JOIN information_schema.table_constraints k ON k.constraint_schema = c.constraint_schema AND k.constraint_name = c.constraint_name
UNION ALL
SELECT 'constraint', u.table_schema, u.table_name, u.constraint_name, 1000 + u.ordinal_position,
       CONCAT_WS(' | ', r.match_option, r.update_rule, r.delete_rule, p.table_schema, p.table_name, p.column_name)
FROM information_schema.referential_constraints r
JOIN information_schema.key_column_usage u ON u.constraint_schema = r.constraint_schema AND u.constraint_name = r.constraint_name
JOIN information_schema.key_column_usage p ON p.constraint_schema = r.unique_constraint_schema AND p.constraint_name = r.unique_constraint_name AND p.ordinal_position = u.position_in_unique_constraint
UNION ALL
SELECT 'index', table_schema, table_name, index_name, 0, CONCAT_WS(' | ', index_type_name, nulls_distinct, remarks)
FROM information_schema.indexes WHERE NOT is_generated AND LOWER(table_schema) NOT IN ('information_schema', 'pg_catalog')
UNION ALL
SELECT 'index', table_schema, table_name, index_name, ordinal_position, CONCAT_WS(' | ', column_name, ordering_specification, null_ordering, is_unique)
FROM information_schema.index_columns WHERE (index_schema, index_name) NOT IN (SELECT index_schema, index_name FROM information_schema.indexes WHERE is_generated)
UNION ALL
SELECT 'sequence', sequence_schema, sequence_name, NULL, 0, CONCAT_WS(' | ', data_type, start_value, minimum_value, maximum_value, increment, cycle_option, cache, remarks)
FROM information_schema.sequences
UNION ALL
SELECT 'type', domain_schema, domain_name, NULL, 0,
       CONCAT_WS(' | ', data_type, 'length ' || character_maximum_length, 'precision ' || numeric_precision, 'scale ' || numeric_scale, 'default ' || domain_default, 'on update ' || domain_on_update, parent_domain_name, remarks)
FROM information_schema.domains
UNION ALL
SELECT 'type', d.domain_schema, d.domain_name, NULL, 1000, k.check_clause
FROM information_schema.domain_constraints d JOIN information_schema.check_constraints k ON k.constraint_schema = d.constraint_schema AND k.constraint_name = d.constraint_name
UNION ALL
SELECT 'trigger', event_object_schema, event_object_table, trigger_name, 0, CONCAT_WS(' | ', event_manipulation, action_orientation, action_timing, is_rollback, java_class, queue_size, no_wait, remarks)
FROM information_schema.triggers
UNION ALL
SELECT 'function', routine_schema, routine_name, NULL, 0, CONCAT_WS(' | ', routine_type, data_type, routine_definition, external_name, is_deterministic, remarks)
FROM information_schema.routines WHERE LOWER(routine_schema) NOT IN ('information_schema', 'pg_catalog')
UNION ALL
SELECT 'synonym', synonym_schema, synonym_name, NULL, 0, CONCAT_WS('.', synonym_for_schema, synonym_for)
FROM information_schema.synonyms
UNION ALL
SELECT 'constant', constant_schema, constant_name, NULL, 0, value_definition
FROM information_schema.constants
UNION ALL
SELECT 'role', role_name, NULL, NULL, 0, remarks
FROM information_schema.roles WHERE LOWER(role_name) <> 'public'
UNION ALL
SELECT 'right', grantee, COALESCE(grantedrole, table_schema), table_name, 0, rights
FROM information_schema.rights
ORDER BY 1, 2, 3, 4, 5, 6
