-- One track for both databases. A line marked --sqlite: or --postgres: belongs to that one alone.
-- Time is milliseconds since 1970 UTC, a day is yyyy-MM-dd, money is minor units beside its currency, a flag is 0 or 1.

CREATE TABLE organisations (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  num INTEGER NOT NULL UNIQUE, name TEXT NOT NULL, currency TEXT NOT NULL, time_zone TEXT NOT NULL,
  outbound TEXT NOT NULL, outbound_reason TEXT, outbound_by TEXT, outbound_at BIGINT,
  icp TEXT, qualified TEXT, guidance TEXT, email_signature TEXT,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);

CREATE TABLE teams (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  name TEXT NOT NULL, manager_id TEXT, region TEXT,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX teams_name ON teams (tenant, name);

CREATE TABLE users (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  name TEXT NOT NULL, email TEXT NOT NULL, role TEXT NOT NULL, sees TEXT NOT NULL,
  team_id TEXT, time_zone TEXT NOT NULL, status TEXT NOT NULL, title TEXT, phone TEXT,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX users_email ON users (tenant, email);

CREATE TABLE agents (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  name TEXT NOT NULL, owner_id TEXT NOT NULL, status TEXT NOT NULL,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX agents_name ON agents (tenant, name);

-- A credential is kept as its SHA-256 only. kind: agent, person, session (a cookie), link (a sign-in link, used once).
CREATE TABLE credentials (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  kind TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, user_id TEXT NOT NULL, agent_id TEXT,
  scopes TEXT NOT NULL, toolsets TEXT NOT NULL, tools TEXT, realm TEXT NOT NULL,
  expires_at BIGINT NOT NULL, revoked_at BIGINT, used_at BIGINT, created_at BIGINT NOT NULL
);

CREATE TABLE accounts (
  --sqlite: seq INTEGER PRIMARY KEY,
  --postgres: seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  --postgres: terms TSVECTOR,
  id TEXT NOT NULL UNIQUE, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  name TEXT NOT NULL, domain TEXT, website TEXT, industry TEXT, phone TEXT, description TEXT,
  employees BIGINT, revenue_minor BIGINT, currency TEXT, founded BIGINT,
  street TEXT, city TEXT, region TEXT, postal_code TEXT, country TEXT,
  parent_id TEXT, owner_id TEXT, status TEXT, source TEXT, custom TEXT,
  home TEXT NOT NULL, provenance TEXT NOT NULL, merged_into TEXT,
  last_activity_at BIGINT, created_by TEXT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX accounts_updated ON accounts (tenant, updated_at, id);
CREATE INDEX accounts_owner ON accounts (tenant, owner_id, updated_at, id);
CREATE INDEX accounts_industry ON accounts (tenant, industry, updated_at, id);
CREATE INDEX accounts_name ON accounts (tenant, name);
CREATE INDEX accounts_parent ON accounts (tenant, parent_id);

CREATE TABLE contacts (
  --sqlite: seq INTEGER PRIMARY KEY,
  --postgres: seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  --postgres: terms TSVECTOR,
  id TEXT NOT NULL UNIQUE, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  name TEXT NOT NULL, first_name TEXT, last_name TEXT, email TEXT, phone TEXT, title TEXT, company TEXT,
  account_id TEXT, owner_id TEXT, lifecycle TEXT NOT NULL, status TEXT NOT NULL, source TEXT,
  city TEXT, region TEXT, country TEXT, time_zone TEXT, linkedin TEXT, description TEXT, birth_date TEXT, custom TEXT,
  score BIGINT, converted_at BIGINT,
  home TEXT NOT NULL, provenance TEXT NOT NULL, merged_into TEXT,
  last_activity_at BIGINT, created_by TEXT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX contacts_updated ON contacts (tenant, updated_at, id);
CREATE INDEX contacts_owner ON contacts (tenant, owner_id, updated_at, id);
CREATE INDEX contacts_account ON contacts (tenant, account_id, updated_at, id);
CREATE INDEX contacts_lifecycle ON contacts (tenant, lifecycle, updated_at, id);
CREATE INDEX contacts_status ON contacts (tenant, status, updated_at, id);

CREATE TABLE pipelines (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  name TEXT NOT NULL, kind TEXT NOT NULL, ordinal BIGINT NOT NULL,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX pipelines_name ON pipelines (tenant, name);

-- kind: open, won, lost.
CREATE TABLE stages (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  pipeline_id TEXT NOT NULL, name TEXT NOT NULL, ordinal BIGINT NOT NULL, kind TEXT NOT NULL, probability BIGINT NOT NULL,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX stages_name ON stages (tenant, pipeline_id, name);

CREATE TABLE opportunities (
  --sqlite: seq INTEGER PRIMARY KEY,
  --postgres: seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  --postgres: terms TSVECTOR,
  id TEXT NOT NULL UNIQUE, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  name TEXT NOT NULL, account_id TEXT, contact_id TEXT, pipeline_id TEXT NOT NULL, stage_id TEXT NOT NULL, status TEXT NOT NULL,
  amount_minor BIGINT, currency TEXT, close_date TEXT, closed_at BIGINT, reason TEXT, next_step TEXT,
  owner_id TEXT, source TEXT, description TEXT, custom TEXT, stage_entered_at BIGINT NOT NULL,
  home TEXT NOT NULL, provenance TEXT NOT NULL, merged_into TEXT,
  last_activity_at BIGINT, created_by TEXT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX opportunities_updated ON opportunities (tenant, updated_at, id);
CREATE INDEX opportunities_owner ON opportunities (tenant, owner_id, updated_at, id);
CREATE INDEX opportunities_account ON opportunities (tenant, account_id, updated_at, id);
CREATE INDEX opportunities_stage ON opportunities (tenant, stage_id, status, updated_at, id);
CREATE INDEX opportunities_status ON opportunities (tenant, status, updated_at, id);
CREATE INDEX opportunities_contact ON opportunities (tenant, contact_id);

CREATE TABLE opportunity_contacts (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  opportunity_id TEXT NOT NULL, contact_id TEXT NOT NULL, part TEXT, created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX opportunity_contacts_pair ON opportunity_contacts (tenant, opportunity_id, contact_id);
CREATE INDEX opportunity_contacts_contact ON opportunity_contacts (tenant, contact_id);

-- kind: call, email, meeting, sms, visit, other. direction: in, out.
CREATE TABLE activities (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  kind TEXT NOT NULL, subject TEXT NOT NULL, body TEXT, direction TEXT, outcome TEXT, at BIGINT NOT NULL, duration_s BIGINT,
  user_id TEXT, account_id TEXT, contact_id TEXT, opportunity_id TEXT,
  home TEXT NOT NULL, provenance TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX activities_at ON activities (tenant, at, id);
CREATE INDEX activities_user ON activities (tenant, user_id, kind, at);
CREATE INDEX activities_account ON activities (tenant, account_id, at, id);
CREATE INDEX activities_contact ON activities (tenant, contact_id, at, id);
CREATE INDEX activities_opportunity ON activities (tenant, opportunity_id, at, id);

CREATE TABLE tasks (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  title TEXT NOT NULL, body TEXT, kind TEXT NOT NULL, status TEXT NOT NULL, priority TEXT NOT NULL,
  due_at BIGINT, completed_at BIGINT, owner_id TEXT, record_id TEXT, account_id TEXT, contact_id TEXT, opportunity_id TEXT,
  home TEXT NOT NULL, provenance TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX tasks_due ON tasks (tenant, status, due_at, id);
CREATE INDEX tasks_owner ON tasks (tenant, owner_id, status, due_at, id);
CREATE INDEX tasks_record ON tasks (tenant, record_id);
CREATE INDEX tasks_account ON tasks (tenant, account_id);

CREATE TABLE notes (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  body TEXT NOT NULL, author_id TEXT, record_id TEXT NOT NULL, account_id TEXT, contact_id TEXT, opportunity_id TEXT,
  home TEXT NOT NULL, provenance TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX notes_updated ON notes (tenant, updated_at, id);
CREATE INDEX notes_record ON notes (tenant, record_id, updated_at, id);
CREATE INDEX notes_account ON notes (tenant, account_id, updated_at, id);

CREATE TABLE tags (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  name TEXT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX tags_name ON tags (tenant, name);

CREATE TABLE taggings (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  tag_id TEXT NOT NULL, record_id TEXT NOT NULL, created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX taggings_pair ON taggings (tenant, record_id, tag_id);
CREATE INDEX taggings_tag ON taggings (tenant, tag_id, record_id);

-- What a noun may be called: lifecycle and status of contacts, status of accounts, sources, reasons. Nothing is free-form.
CREATE TABLE choices (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  list TEXT NOT NULL, name TEXT NOT NULL, ordinal BIGINT NOT NULL, created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX choices_name ON choices (tenant, list, name);

-- type: text, number, flag, date, choice.
CREATE TABLE custom_fields (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  noun TEXT NOT NULL, field_key TEXT NOT NULL, label TEXT NOT NULL, type TEXT NOT NULL, options TEXT, class TEXT NOT NULL,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX custom_fields_key ON custom_fields (tenant, noun, field_key);

CREATE TABLE conversations (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  channel TEXT NOT NULL, subject TEXT, contact_id TEXT, account_id TEXT, owner_id TEXT, status TEXT NOT NULL,
  last_at BIGINT NOT NULL, last_direction TEXT NOT NULL,
  home TEXT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX conversations_last ON conversations (tenant, last_at, id);
CREATE INDEX conversations_contact ON conversations (tenant, contact_id, last_at);
CREATE INDEX conversations_account ON conversations (tenant, account_id, last_at);

CREATE TABLE messages (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  conversation_id TEXT NOT NULL, contact_id TEXT, direction TEXT NOT NULL, sender TEXT, recipient TEXT, subject TEXT, body TEXT NOT NULL,
  status TEXT NOT NULL, at BIGINT NOT NULL, provenance TEXT NOT NULL, external_id TEXT,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX messages_conversation ON messages (tenant, conversation_id, at, id);

CREATE TABLE drafts (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  contact_id TEXT NOT NULL, opportunity_id TEXT, conversation_id TEXT, subject TEXT NOT NULL, body TEXT NOT NULL, documents TEXT,
  status TEXT NOT NULL, owner_id TEXT, created_by TEXT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX drafts_status ON drafts (tenant, status, updated_at, id);

CREATE TABLE calendars (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  user_id TEXT NOT NULL, name TEXT NOT NULL, time_zone TEXT NOT NULL, work_from TEXT NOT NULL, work_to TEXT NOT NULL, work_days TEXT NOT NULL,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);

CREATE TABLE events (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  calendar_id TEXT NOT NULL, title TEXT NOT NULL, starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, place TEXT, status TEXT NOT NULL,
  contact_id TEXT, account_id TEXT, opportunity_id TEXT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX events_start ON events (tenant, calendar_id, starts_at);

CREATE TABLE documents (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  name TEXT NOT NULL, kind TEXT NOT NULL, media_type TEXT NOT NULL, size BIGINT NOT NULL, sha256 TEXT NOT NULL, text TEXT,
  --sqlite: bytes BLOB NOT NULL,
  --postgres: bytes BYTEA NOT NULL,
  provenance TEXT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);

CREATE TABLE lenders (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  name TEXT NOT NULL, contact_email TEXT, min_amount_minor BIGINT, max_amount_minor BIGINT, currency TEXT NOT NULL,
  min_monthly_revenue_minor BIGINT, min_months_in_business BIGINT, min_average_balance_minor BIGINT,
  max_negative_days BIGINT, max_positions BIGINT, excluded_industries TEXT, excluded_regions TEXT, documents TEXT, speed_days BIGINT, notes TEXT,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX lenders_name ON lenders (tenant, name);

CREATE TABLE submissions (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  opportunity_id TEXT NOT NULL, lender_id TEXT NOT NULL, status TEXT NOT NULL, submitted_at BIGINT,
  offer_minor BIGINT, currency TEXT, factor_bp BIGINT, term_days BIGINT, reason TEXT,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX submissions_pair ON submissions (tenant, opportunity_id, lender_id);

CREATE TABLE cash_flows (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  account_id TEXT NOT NULL, month TEXT NOT NULL, deposits_minor BIGINT NOT NULL, withdrawals_minor BIGINT NOT NULL,
  average_balance_minor BIGINT NOT NULL, negative_days BIGINT NOT NULL, positions BIGINT NOT NULL, currency TEXT NOT NULL,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX cash_flows_month ON cash_flows (tenant, account_id, month);

CREATE TABLE products (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  name TEXT NOT NULL, code TEXT, family TEXT, price_minor BIGINT, currency TEXT, active BIGINT NOT NULL,
  home TEXT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX products_name ON products (tenant, name);

CREATE TABLE line_items (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  opportunity_id TEXT NOT NULL, product_id TEXT NOT NULL, quantity BIGINT NOT NULL, price_minor BIGINT, currency TEXT,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX line_items_opportunity ON line_items (tenant, opportunity_id);

-- state: granted, refused, withdrawn, unknown. What is imported is unknown.
CREATE TABLE consents (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  contact_id TEXT NOT NULL, channel TEXT NOT NULL, sender TEXT NOT NULL, state TEXT NOT NULL, source TEXT NOT NULL, evidence TEXT, at BIGINT NOT NULL,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX consents_key ON consents (tenant, contact_id, channel, sender);

-- The ids that a record has in other systems, with the version seen there.
CREATE TABLE external_ids (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  record_id TEXT NOT NULL, system TEXT NOT NULL, external_id TEXT NOT NULL, etag TEXT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX external_ids_record ON external_ids (tenant, record_id);
CREATE INDEX external_ids_key ON external_ids (tenant, system, external_id);

-- Unique keys, taken in the commit of the record that takes them.
CREATE TABLE claims (
  tenant TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, record_id TEXT NOT NULL,
  PRIMARY KEY (tenant, kind, value)
);

-- What a field was and became, for "what changed since"; only fields that are at most internal.
CREATE TABLE changes (
  --sqlite: seq INTEGER PRIMARY KEY,
  --postgres: seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant TEXT NOT NULL, record_id TEXT NOT NULL, field TEXT NOT NULL, was TEXT, became TEXT,
  at BIGINT NOT NULL, actor TEXT NOT NULL, event_id TEXT NOT NULL
);
CREATE INDEX changes_record ON changes (tenant, record_id, at);
CREATE INDEX changes_at ON changes (tenant, at);

-- What a record was before a change, sealed under its data subject's key: what undo needs.
CREATE TABLE before_images (
  tenant TEXT NOT NULL, event_id TEXT NOT NULL, ordinal INTEGER NOT NULL, record_id TEXT NOT NULL, version BIGINT NOT NULL, subject TEXT NOT NULL,
  --sqlite: sealed BLOB NOT NULL,
  --postgres: sealed BYTEA NOT NULL,
  PRIMARY KEY (tenant, event_id, ordinal)
);

CREATE TABLE subject_keys (
  tenant TEXT NOT NULL, subject TEXT NOT NULL,
  --sqlite: wrapped BLOB NOT NULL,
  --postgres: wrapped BYTEA NOT NULL,
  PRIMARY KEY (tenant, subject)
);

CREATE TABLE idempotency (
  tenant TEXT NOT NULL, actor TEXT NOT NULL, idem_key TEXT NOT NULL, arguments_sha256 TEXT NOT NULL,
  --sqlite: answer BLOB NOT NULL,
  --postgres: answer BYTEA NOT NULL,
  at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, actor, idem_key)
);
CREATE INDEX idempotency_expiry ON idempotency (tenant, expires_at);

-- status: queued, held, claimed, sent, failed, in_doubt, discarded.
CREATE TABLE outbox (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, event_id TEXT NOT NULL, kind TEXT NOT NULL, channel TEXT NOT NULL, contact_id TEXT,
  conversation_id TEXT, recipient TEXT NOT NULL, subject TEXT, body TEXT NOT NULL, documents TEXT,
  status TEXT NOT NULL, send_before BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX outbox_status ON outbox (tenant, status, created_at);

-- An import or another job in chunks: the cursor moves in each chunk's commit.
CREATE TABLE jobs (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  kind TEXT NOT NULL, fingerprint TEXT NOT NULL, status TEXT NOT NULL, position BIGINT NOT NULL,
  created BIGINT NOT NULL, updated BIGINT NOT NULL, unchanged BIGINT NOT NULL, refused BIGINT NOT NULL, report TEXT,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX jobs_fingerprint ON jobs (tenant, kind, fingerprint);

CREATE TABLE audit_events (
  --sqlite: seq INTEGER PRIMARY KEY,
  --postgres: seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, tenant TEXT NOT NULL, at BIGINT NOT NULL, action TEXT NOT NULL, actor TEXT NOT NULL, person TEXT NOT NULL,
  run TEXT, ended TEXT NOT NULL, code TEXT, door TEXT NOT NULL,
  --sqlite: body BLOB NOT NULL
  --postgres: body BYTEA NOT NULL
);
CREATE INDEX audit_events_at ON audit_events (tenant, at, seq);
CREATE INDEX audit_events_actor ON audit_events (tenant, actor, seq);
CREATE INDEX audit_events_run ON audit_events (tenant, run, seq);

CREATE TABLE audit_refs (
  tenant TEXT NOT NULL, record_id TEXT NOT NULL, event_id TEXT NOT NULL,
  PRIMARY KEY (tenant, record_id, event_id)
);

--sqlite: CREATE TRIGGER audit_events_no_update BEFORE UPDATE ON audit_events BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
--sqlite: CREATE TRIGGER audit_events_no_delete BEFORE DELETE ON audit_events BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
--sqlite: CREATE VIRTUAL TABLE accounts_words USING fts5(terms, content='', contentless_delete=1, detail='none', tokenize='unicode61 remove_diacritics 0');
--sqlite: CREATE VIRTUAL TABLE contacts_words USING fts5(terms, content='', contentless_delete=1, detail='none', tokenize='unicode61 remove_diacritics 0');
--sqlite: CREATE VIRTUAL TABLE opportunities_words USING fts5(terms, content='', contentless_delete=1, detail='none', tokenize='unicode61 remove_diacritics 0');
--postgres: CREATE INDEX accounts_words ON accounts USING GIN (terms);
--postgres: CREATE INDEX contacts_words ON contacts USING GIN (terms);
--postgres: CREATE INDEX opportunities_words ON opportunities USING GIN (terms);
--postgres: CREATE FUNCTION headgate_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$;
--postgres: CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events FOR EACH ROW EXECUTE FUNCTION headgate_append_only();
--postgres: CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events EXECUTE FUNCTION headgate_append_only();
-- Credentials are looked up before a tenant is known, so they alone have no row filter.
--postgres: DO $$ DECLARE t TEXT; BEGIN
--postgres:   FOR t IN SELECT table_name FROM information_schema.columns WHERE table_schema = current_schema() AND column_name = 'tenant' AND table_name NOT IN ('credentials') LOOP
--postgres:     EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('CREATE POLICY tenant_only ON %I USING (tenant = current_setting(''headgate.tenant'', true) OR current_setting(''headgate.tenant'', true) = ''*'')', t);
--postgres:   END LOOP;
--postgres: END $$;
