-- How far each anchor outside this machine has a log: which checkpoint a witness signed last, and its signature; which a bucket has got last, and none.
-- It is what is told of them, and no evidence: who doubts it asks them. Only the last few are kept.
CREATE TABLE log_anchors (
  tenant TEXT NOT NULL, anchor TEXT NOT NULL, size BIGINT NOT NULL, at BIGINT NOT NULL, line TEXT,
  PRIMARY KEY (tenant, anchor, size)
);
--postgres: ALTER TABLE log_anchors ENABLE ROW LEVEL SECURITY;
--postgres: ALTER TABLE log_anchors FORCE ROW LEVEL SECURITY;
--postgres: CREATE POLICY tenant_only ON log_anchors USING (tenant = current_setting('headgate.tenant', true) OR current_setting('headgate.tenant', true) = '*');
