-- Which records an event made: what undoing it takes away. Ids, with spaces between them.
CREATE TABLE births (
  tenant TEXT NOT NULL, event_id TEXT NOT NULL, records TEXT NOT NULL,
  PRIMARY KEY (tenant, event_id)
);

-- A link that ended keeps all that it was.
ALTER TABLE before_images ADD COLUMN gone BIGINT NOT NULL DEFAULT 0;
-- What became of a record later, and what an event sent.
CREATE INDEX before_images_record ON before_images (tenant, record_id);
CREATE INDEX outbox_event ON outbox (tenant, event_id);
--postgres: DO $$ DECLARE t TEXT; BEGIN
--postgres:   FOREACH t IN ARRAY ARRAY['births'] LOOP
--postgres:     EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('CREATE POLICY tenant_only ON %I USING (tenant = current_setting(''headgate.tenant'', true) OR current_setting(''headgate.tenant'', true) = ''*'')', t);
--postgres:   END LOOP;
--postgres: END $$;
