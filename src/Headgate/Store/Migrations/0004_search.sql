-- Search keeps its own lists, the same on both databases (decision 0008). A record's words wait in search_fresh; then they are packed into search_blocks:
-- for 16,384 numbers in a row, one set of records for each word. The program packs the words of the records that are already there.
CREATE TABLE search_fresh (
  --sqlite: tenant TEXT NOT NULL, kind TEXT NOT NULL,
  --postgres: tenant TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL,
  -- The words that it has, and those that the blocks still say it has.
  words TEXT NOT NULL, was TEXT,
  PRIMARY KEY (tenant, kind, seq)
--sqlite: ) WITHOUT ROWID;
--postgres: );

CREATE TABLE search_blocks (
  --sqlite: tenant TEXT NOT NULL, kind TEXT NOT NULL,
  --postgres: tenant TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL,
  block BIGINT NOT NULL,
  --sqlite: word TEXT NOT NULL, records BLOB NOT NULL,
  --postgres: word TEXT COLLATE "C" NOT NULL, records BYTEA NOT NULL,
  PRIMARY KEY (tenant, kind, block, word)
--sqlite: ) WITHOUT ROWID;
--postgres: );

-- The numbers of the blocks there are. Whoever packs holds this row.
CREATE TABLE search_heads (
  --sqlite: tenant TEXT NOT NULL, kind TEXT NOT NULL,
  --postgres: tenant TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL,
  --sqlite: blocks BLOB NOT NULL,
  --postgres: blocks BYTEA NOT NULL,
  PRIMARY KEY (tenant, kind)
);

--sqlite: DROP TABLE accounts_words;
--sqlite: DROP TABLE contacts_words;
--sqlite: DROP TABLE opportunities_words;
--postgres: ALTER TABLE accounts DROP COLUMN terms;
--postgres: ALTER TABLE contacts DROP COLUMN terms;
--postgres: ALTER TABLE opportunities DROP COLUMN terms;
-- A set of bits is as small as it gets.
--postgres: ALTER TABLE search_blocks ALTER COLUMN records SET STORAGE PLAIN;
-- Rows come and go there all the time: what is gone is cleaned away before it slows a search.
--postgres: ALTER TABLE search_fresh SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
--postgres: DO $$ DECLARE t TEXT; BEGIN
--postgres:   FOREACH t IN ARRAY ARRAY['search_fresh', 'search_blocks', 'search_heads'] LOOP
--postgres:     EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('CREATE POLICY tenant_only ON %I USING (tenant = current_setting(''headgate.tenant'', true) OR current_setting(''headgate.tenant'', true) = ''*'')', t);
--postgres:   END LOOP;
--postgres: END $$;
