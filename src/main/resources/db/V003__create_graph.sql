-- Version 3: closed vocabularies are enumerations, ids may have gaps, symbol_terms keeps what the
-- weight follows from.
--
-- The names of the tables symbols, relationships, files and snapshot, of the views and of their
-- columns are a contract with users of query_graph and of the file itself. Lines are zero-based and
-- inclusive here; every answer makes them one-based.
--
-- There are no indexes on purpose. Measured on 110,000 symbols and 600,000 relationships, warm, two
-- threads: a look-up by name scans in 1.5 ms, by path in 1.2 ms, relationships of three symbols in
-- 2 to 6 ms; DuckDB's planner chose a sequential scan even beside an index on name, and a composite
-- index is never used for look-ups. Symbols come in the order of their id, which is the order of
-- their files; relationships come in the order of their files: zone maps prune both.

-- Each lists its values in the order of the Java enum of that meaning, which is the order they sort
-- in: best evidence first.

CREATE TYPE symbol_kind AS ENUM (
  'file', 'namespace', 'class', 'struct', 'record', 'interface', 'trait', 'annotation', 'enum',
  'type', 'constant', 'function', 'method', 'constructor', 'field', 'property', 'variable', 'macro',
  'external', 'unresolved'
);

CREATE TYPE relationship_kind AS ENUM (
  'calls', 'instantiates', 'imports', 'extends', 'implements', 'overrides', 'uses_type', 'reads',
  'writes', 'annotated_by', 'contains'
);

CREATE TYPE evidence_grade AS ENUM ('resolved', 'likely', 'heuristic', 'candidate', 'text');

CREATE TYPE symbol_visibility AS ENUM ('public', 'protected', 'internal', 'private', 'unknown');

CREATE TYPE term_field AS ENUM ('name', 'doc', 'path');

-- The long texts are compressed by ZSTD: 7.1 MB instead of 15.6 MB in java.base, and both reading
-- and writing take a little less time than with the default, FSST (src/docs/decisions/0016).
CREATE TABLE symbols (
  id INTEGER NOT NULL,            -- unique, from 0, with gaps; means nothing in another snapshot
  name VARCHAR NOT NULL,
  qualified_name VARCHAR NOT NULL USING COMPRESSION zstd,
  symbol_type symbol_kind NOT NULL,
  file_path VARCHAR NOT NULL,     -- empty for external and unresolved symbols
  line_start INTEGER NOT NULL,    -- zero-based; -1 for external and unresolved symbols
  line_end INTEGER NOT NULL,
  language VARCHAR NOT NULL,
  ast_hash VARCHAR,               -- hash of the declaration's text
  signature VARCHAR NOT NULL USING COMPRESSION zstd,
  doc VARCHAR NOT NULL USING COMPRESSION zstd,
  visibility symbol_visibility NOT NULL,
  parent_id INTEGER NOT NULL,     -- the enclosing symbol, or -1
  is_test BOOLEAN NOT NULL,
  key VARCHAR NOT NULL USING COMPRESSION zstd, -- the stable id that answers show
  name_line INTEGER NOT NULL
);

CREATE TABLE relationships (
  from_symbol_id INTEGER NOT NULL,
  to_symbol_id INTEGER NOT NULL,
  relationship_type relationship_kind NOT NULL,
  file_path VARCHAR NOT NULL,
  line_number INTEGER NOT NULL,   -- zero-based
  confidence FLOAT NOT NULL,
  evidence evidence_grade NOT NULL,
  is_direct BOOLEAN NOT NULL,
  candidates INTEGER NOT NULL
);

CREATE TABLE files (
  path VARCHAR NOT NULL,
  language VARCHAR NOT NULL,
  content_hash VARCHAR,
  bytes BIGINT NOT NULL,
  lines INTEGER NOT NULL,
  modified_millis BIGINT NOT NULL,
  status VARCHAR NOT NULL,
  reason VARCHAR
);

-- Apart from files, so that listing files does not read their text. Uncompressed: with the default
-- (ZSTD) reading one text unpacks those of 2,000 files, 39 ms against 1.6 ms (1,599 files of
-- java.base, 29 MB of text; 5 MB compressed). Writing is twice as fast, searching a little faster.
CREATE TABLE file_texts (
  path VARCHAR NOT NULL,
  text VARCHAR NOT NULL USING COMPRESSION uncompressed
);

-- The words of names and documentation, sorted by term, for ranked search.
CREATE TABLE symbol_terms (
  term VARCHAR NOT NULL,
  symbol_id INTEGER NOT NULL,
  field term_field NOT NULL,      -- path terms belong to file symbols
  word_count UTINYINT NOT NULL    -- how many different words the field has, for its weight
);

-- How often each symbol that is used at all is used.
CREATE TABLE symbol_usage (
  symbol_id INTEGER NOT NULL,
  uses INTEGER NOT NULL,
  uses_elsewhere INTEGER NOT NULL -- from other files
);

CREATE TABLE snapshot (
  id VARCHAR NOT NULL,
  repository VARCHAR NOT NULL,
  root VARCHAR NOT NULL,
  revision VARCHAR NOT NULL,
  ref VARCHAR NOT NULL,
  created_at_millis BIGINT NOT NULL,
  schema_version INTEGER NOT NULL,
  extractor_version VARCHAR NOT NULL,
  limitation VARCHAR
);

CREATE TABLE snapshot_figures (
  section VARCHAR NOT NULL,       -- counts, skipped or timings
  name VARCHAR NOT NULL,
  figure BIGINT NOT NULL
);

CREATE VIEW direct_dependencies AS
SELECT
  s1.id AS symbol_id,
  s1.name AS symbol_name,
  s2.id AS dependency_id,
  s2.name AS dependency_name,
  r.relationship_type AS relationship_type
FROM relationships r
JOIN symbols s1 ON s1.id = r.from_symbol_id
JOIN symbols s2 ON s2.id = r.to_symbol_id
WHERE r.is_direct;

CREATE VIEW file_dependencies AS
SELECT
  s1.file_path AS from_file,
  s2.file_path AS to_file,
  count(*) AS dependency_count
FROM relationships r
JOIN symbols s1 ON s1.id = r.from_symbol_id
JOIN symbols s2 ON s2.id = r.to_symbol_id
WHERE s1.file_path <> s2.file_path
  AND s2.file_path <> ''
GROUP BY s1.file_path, s2.file_path;
