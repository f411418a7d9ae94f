-- An approved call that no limit has room for yet is passed again at runs_at; waited counts how often it came and found none.
-- A held call that nobody has decided by escalates_at goes to the next person or role.
ALTER TABLE approvals ADD COLUMN runs_at BIGINT;
ALTER TABLE approvals ADD COLUMN waited BIGINT NOT NULL DEFAULT 0;
ALTER TABLE approvals ADD COLUMN escalates_at BIGINT;
ALTER TABLE approvals ADD COLUMN escalated_at BIGINT;
ALTER TABLE approvals ADD COLUMN escalated_to TEXT;
CREATE INDEX approvals_runs ON approvals (status, runs_at);
CREATE INDEX approvals_escalates ON approvals (status, escalates_at);
