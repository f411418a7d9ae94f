-- Records of an import whose keys (match_keys) are still to be written: some hundred thousand at a time and in the order of the keys, since one by one each
-- falls on another page. A row is a range of one commit; `touched` counts the changes of its records since.
CREATE TABLE match_keys_due (
  --sqlite: seq INTEGER PRIMARY KEY AUTOINCREMENT,
  --postgres: seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant TEXT NOT NULL, kind TEXT NOT NULL, first_seq BIGINT NOT NULL, last_seq BIGINT NOT NULL, records BIGINT NOT NULL, touched BIGINT NOT NULL
);
--postgres: ALTER TABLE match_keys_due ENABLE ROW LEVEL SECURITY;
--postgres: ALTER TABLE match_keys_due FORCE ROW LEVEL SECURITY;
--postgres: CREATE POLICY tenant_only ON match_keys_due USING (tenant = current_setting('headgate.tenant', true) OR current_setting('headgate.tenant', true) = '*');
