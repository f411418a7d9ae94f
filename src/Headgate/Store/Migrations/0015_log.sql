-- The transparency log: one Merkle tree for each organisation, and one ('*') over their checkpoints. Events commit unnumbered; the integrator numbers them.
-- On PostgreSQL a later number may commit first, so events are taken in the order of their transactions, and only of those that can no longer change.
--postgres: ALTER TABLE audit_events ADD COLUMN xid XID8 NOT NULL DEFAULT pg_current_xact_id();
--postgres: CREATE INDEX audit_events_log ON audit_events (xid, seq);

-- How far a tree is. Of '*' besides: how far events were taken.
CREATE TABLE log_states (
  tenant TEXT PRIMARY KEY, size BIGINT NOT NULL, root TEXT NOT NULL, vkey TEXT NOT NULL, cursor_xid BIGINT NOT NULL, cursor_seq BIGINT NOT NULL
);
INSERT INTO log_states (tenant, size, root, vkey, cursor_xid, cursor_seq) VALUES ('*', 0, '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=', '', 0, 0);

-- A tile: up to 256 hashes. One of level 0 knows besides which events they are of: their numbers, eight bytes each.
CREATE TABLE log_tiles (
  tenant TEXT NOT NULL, level BIGINT NOT NULL, n BIGINT NOT NULL, width BIGINT NOT NULL, first_xid BIGINT, first_seq BIGINT,
  --sqlite: hashes BLOB NOT NULL, seqs BLOB,
  --postgres: hashes BYTEA NOT NULL, seqs BYTEA,
  PRIMARY KEY (tenant, level, n)
);
CREATE INDEX log_tiles_first ON log_tiles (tenant, level, first_xid, first_seq);

-- Every checkpoint that was signed, and where it stands in the tree over all of them.
CREATE TABLE log_heads (
  tenant TEXT NOT NULL, size BIGINT NOT NULL, at BIGINT NOT NULL, place BIGINT, note TEXT NOT NULL,
  PRIMARY KEY (tenant, size)
);

-- A finished tile and a checkpoint never change; a tree never shrinks.
--sqlite: CREATE TRIGGER log_tiles_no_update BEFORE UPDATE ON log_tiles WHEN OLD.width = 256 OR NEW.width < OLD.width BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
--sqlite: CREATE TRIGGER log_tiles_no_delete BEFORE DELETE ON log_tiles BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
--sqlite: CREATE TRIGGER log_heads_no_update BEFORE UPDATE ON log_heads BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
--sqlite: CREATE TRIGGER log_heads_no_delete BEFORE DELETE ON log_heads BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
--sqlite: CREATE TRIGGER log_states_no_update BEFORE UPDATE ON log_states WHEN NEW.size < OLD.size BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
--sqlite: CREATE TRIGGER log_states_no_delete BEFORE DELETE ON log_states BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
--postgres: CREATE FUNCTION headgate_log_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
--postgres:   IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'log_tiles' THEN IF OLD.width < 256 AND NEW.width >= OLD.width THEN RETURN NEW; END IF; END IF;
--postgres:   IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'log_states' THEN IF NEW.size >= OLD.size THEN RETURN NEW; END IF; END IF;
--postgres:   RAISE EXCEPTION 'the log is append-only'; END $$;
--postgres: CREATE TRIGGER log_tiles_append_only BEFORE UPDATE OR DELETE ON log_tiles FOR EACH ROW EXECUTE FUNCTION headgate_log_grows();
--postgres: CREATE TRIGGER log_heads_append_only BEFORE UPDATE OR DELETE ON log_heads FOR EACH ROW EXECUTE FUNCTION headgate_log_grows();
--postgres: CREATE TRIGGER log_states_append_only BEFORE UPDATE OR DELETE ON log_states FOR EACH ROW EXECUTE FUNCTION headgate_log_grows();
--postgres: CREATE TRIGGER log_tiles_no_truncate BEFORE TRUNCATE ON log_tiles EXECUTE FUNCTION headgate_append_only();
--postgres: CREATE TRIGGER log_heads_no_truncate BEFORE TRUNCATE ON log_heads EXECUTE FUNCTION headgate_append_only();
--postgres: DO $$ DECLARE t TEXT; BEGIN
--postgres:   FOREACH t IN ARRAY ARRAY['log_states', 'log_tiles', 'log_heads'] LOOP
--postgres:     EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('CREATE POLICY tenant_only ON %I USING (tenant = current_setting(''headgate.tenant'', true) OR current_setting(''headgate.tenant'', true) = ''*'')', t);
--postgres:   END LOOP;
--postgres: END $$;
