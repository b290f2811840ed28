-- Low-stock alerts: levels know whether they are low, an alert has a life, and what the ledger says of a low level's
-- demand is kept.

ALTER TABLE "companies" ADD COLUMN "alert_hysteresis" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "alerts_reconciled_on" DATE NOT NULL DEFAULT CURRENT_DATE,
  ADD CONSTRAINT "companies_alert_hysteresis_check" CHECK ("alert_hysteresis" >= 0);

ALTER TABLE "inventory" ADD COLUMN "alert_threshold" INTEGER,
  ADD COLUMN "alert_clear_above" INTEGER,
  ADD COLUMN "is_low" BOOLEAN NOT NULL GENERATED ALWAYS AS ("alert_threshold" IS NOT NULL AND "on_hand" - "reserved" <= "alert_threshold") STORED,
  ADD COLUMN "alert_id" UUID,
  ADD COLUMN "alert_phase" VARCHAR(16),
  ADD COLUMN "alert_wake_below" INTEGER,
  ADD CONSTRAINT "inventory_alert_threshold_check" CHECK (
    "alert_threshold" >= 0 AND ("alert_threshold" IS NULL) = ("alert_clear_above" IS NULL)),
  ADD CONSTRAINT "inventory_alert_clear_above_check" CHECK ("alert_clear_above" >= "alert_threshold"),
  ADD CONSTRAINT "inventory_alert_phase_check" CHECK (
    "alert_phase" IS NULL OR ("alert_phase" IN ('raised', 'dismissed') AND "alert_id" IS NOT NULL)),
  ADD CONSTRAINT "inventory_alert_wake_below_check" CHECK ("alert_wake_below" IS NULL OR coalesce("alert_phase", '') = 'raised');

ALTER TABLE "sale_return_items" ADD COLUMN "parts" JSONB,
  ADD CONSTRAINT "sale_return_items_parts_check" CHECK (jsonb_typeof("parts") = 'array');

CREATE TABLE "alerts" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "warehouse_id" UUID NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "openings" INTEGER NOT NULL DEFAULT 1,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_available" INTEGER NOT NULL,
    "opened_threshold" INTEGER NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "assignee_id" UUID,
    "snoozed_until" TIMESTAMPTZ(3),
    "snoozed_until_worse" BOOLEAN NOT NULL DEFAULT false,
    "resolved_at" TIMESTAMPTZ(3),
    "resolution" VARCHAR(32),
    "resolution_notes" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("company_id","id")
);

CREATE UNIQUE INDEX "alerts_company_id_product_id_warehouse_id_key" ON "alerts"("company_id", "product_id", "warehouse_id");
CREATE INDEX "alerts_company_id_state_opened_at_id_idx" ON "alerts"("company_id", "state", "opened_at", "id");

CREATE TABLE "alert_changes" (
    "company_id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "available" INTEGER NOT NULL,
    "threshold" INTEGER,
    "notes" TEXT,
    "assignee_id" UUID,
    "snoozed_until" TIMESTAMPTZ(3),
    "resolution" VARCHAR(32),
    "actor_type" VARCHAR(16) NOT NULL,
    "actor_id" UUID,
    "request_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_changes_pkey" PRIMARY KEY ("company_id","alert_id","id")
);

CREATE TABLE "threshold_changes" (
    "company_id" UUID NOT NULL,
    "scope" VARCHAR(16) NOT NULL,
    "scope_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "threshold_changes_pkey" PRIMARY KEY ("company_id","scope","scope_id")
);

CREATE TABLE "low_stock_figures" (
    "company_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "warehouse_id" UUID NOT NULL,
    "level_version" INTEGER NOT NULL,
    "window_days" INTEGER NOT NULL,
    "window_ends_on" DATE NOT NULL,
    "time_zone" TEXT NOT NULL,
    "net_units" BIGINT NOT NULL,
    "active_days" INTEGER NOT NULL,
    "days_in_stock" INTEGER NOT NULL,
    "invalidations" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "low_stock_figures_pkey" PRIMARY KEY ("company_id","product_id","warehouse_id")
);

ALTER TABLE "alerts" ADD CONSTRAINT "alerts_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "companies"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_company_id_product_id_warehouse_id_fkey" FOREIGN KEY ("company_id", "product_id", "warehouse_id") REFERENCES "inventory"("company_id", "product_id", "warehouse_id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_company_id_assignee_id_fkey" FOREIGN KEY ("company_id", "assignee_id") REFERENCES "users"("company_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "alert_changes" ADD CONSTRAINT "alert_changes_company_id_alert_id_fkey" FOREIGN KEY ("company_id", "alert_id") REFERENCES "alerts"("company_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "threshold_changes" ADD CONSTRAINT "threshold_changes_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "companies"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "low_stock_figures" ADD CONSTRAINT "low_stock_figures_company_id_product_id_warehouse_id_fkey" FOREIGN KEY ("company_id", "product_id", "warehouse_id") REFERENCES "inventory"("company_id", "product_id", "warehouse_id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- Rules that hold whoever writes.

ALTER TABLE "alerts"
  ADD CONSTRAINT "alerts_state_check" CHECK ("state" IN ('open', 'acknowledged', 'snoozed', 'resolved')),
  ADD CONSTRAINT "alerts_openings_check" CHECK ("openings" >= 1),
  ADD CONSTRAINT "alerts_opened_check" CHECK ("opened_available" >= 0 AND "opened_threshold" >= 0),
  ADD CONSTRAINT "alerts_acknowledged_check" CHECK ("state" <> 'acknowledged' OR "acknowledged_at" IS NOT NULL),
  ADD CONSTRAINT "alerts_snoozed_check" CHECK (
    ("state" = 'snoozed') = ("snoozed_until" IS NOT NULL OR "snoozed_until_worse")),
  ADD CONSTRAINT "alerts_resolved_check" CHECK (
    ("state" = 'resolved') = ("resolved_at" IS NOT NULL) AND ("resolved_at" IS NULL) = ("resolution" IS NULL)),
  ADD CONSTRAINT "alerts_version_check" CHECK ("version" >= 1);

ALTER TABLE "alert_changes"
  ADD CONSTRAINT "alert_changes_kind_check" CHECK (
    "kind" IN ('opened', 'acknowledged', 'assigned', 'commented', 'snoozed', 'woken', 'resolved')),
  ADD CONSTRAINT "alert_changes_state_check" CHECK ("state" IN ('open', 'acknowledged', 'snoozed', 'resolved')),
  ADD CONSTRAINT "alert_changes_available_check" CHECK ("available" >= 0),
  ADD CONSTRAINT "alert_changes_actor_check" CHECK (
    "actor_type" = 'system' OR ("actor_type" IN ('user', 'api_key') AND "actor_id" IS NOT NULL));

ALTER TABLE "threshold_changes"
  ADD CONSTRAINT "threshold_changes_scope_check" CHECK ("scope" IN ('company', 'category', 'product', 'warehouse'));

ALTER TABLE "low_stock_figures"
  ADD CONSTRAINT "low_stock_figures_days_check" CHECK (
    "window_days" BETWEEN 1 AND 365 AND "active_days" BETWEEN 0 AND "window_days"
    AND "days_in_stock" BETWEEN 1 AND "window_days");

-- What is low is found without reading what is not.
CREATE INDEX "inventory_low_idx" ON "inventory"("company_id", "product_id", "warehouse_id") WHERE "is_low";

-- Levels of before know nothing of their threshold yet: whoever looks after the company first brings them up to date. The
-- owner stands behind the wall, too: lifted for this one look.
ALTER TABLE "companies" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "threshold_changes" ("company_id", "scope", "scope_id", "id", "requested_at")
  SELECT "id", 'company', "id", gen_random_uuid(), now() FROM "companies";
ALTER TABLE "companies" FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, UPDATE ON "alerts" TO "stockflow_app";
GRANT SELECT, INSERT ON "alert_changes" TO "stockflow_app";
GRANT SELECT, INSERT, UPDATE, DELETE ON "threshold_changes", "low_stock_figures" TO "stockflow_app";

ALTER TABLE "alerts" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "alerts" FORCE ROW LEVEL SECURITY;
CREATE POLICY "company_wall" ON "alerts"
  USING ("company_id" = nullif(current_setting('app.company_id', true), '')::uuid)
  WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), '')::uuid);

ALTER TABLE "alert_changes" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "alert_changes" FORCE ROW LEVEL SECURITY;
CREATE POLICY "company_wall" ON "alert_changes"
  USING ("company_id" = nullif(current_setting('app.company_id', true), '')::uuid)
  WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), '')::uuid);

ALTER TABLE "threshold_changes" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "threshold_changes" FORCE ROW LEVEL SECURITY;
CREATE POLICY "company_wall" ON "threshold_changes"
  USING ("company_id" = nullif(current_setting('app.company_id', true), '')::uuid)
  WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), '')::uuid);

ALTER TABLE "low_stock_figures" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "low_stock_figures" FORCE ROW LEVEL SECURITY;
CREATE POLICY "company_wall" ON "low_stock_figures"
  USING ("company_id" = nullif(current_setting('app.company_id', true), '')::uuid)
  WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), '')::uuid);

COMMENT ON TABLE "alerts" IS 'The low-stock alert of a level: one row for its whole life, opened anew each time the level becomes low.';
COMMENT ON COLUMN "alerts"."company_id" IS 'The company.';
COMMENT ON COLUMN "alerts"."id" IS 'The alert''s id (UUIDv7).';
COMMENT ON COLUMN "alerts"."product_id" IS 'The product.';
COMMENT ON COLUMN "alerts"."warehouse_id" IS 'The warehouse.';
COMMENT ON COLUMN "alerts"."state" IS '`open`, `acknowledged`, `snoozed` or `resolved`.';
COMMENT ON COLUMN "alerts"."openings" IS 'How often it was opened.';
COMMENT ON COLUMN "alerts"."opened_at" IS 'When it was opened last.';
COMMENT ON COLUMN "alerts"."opened_available" IS 'Base units available when it was opened last.';
COMMENT ON COLUMN "alerts"."opened_threshold" IS 'The threshold that counted then.';
COMMENT ON COLUMN "alerts"."acknowledged_at" IS 'When somebody acknowledged it; null when nobody has since it was opened.';
COMMENT ON COLUMN "alerts"."assignee_id" IS 'Whose task it is: a user''s id. Stays when it is opened again.';
COMMENT ON COLUMN "alerts"."snoozed_until" IS 'Until when it is snoozed; null when it is not, or sleeps only until it gets worse.';
COMMENT ON COLUMN "alerts"."snoozed_until_worse" IS 'True when it is to wake as soon as less is available than when it was snoozed.';
COMMENT ON COLUMN "alerts"."resolved_at" IS 'When it was resolved last; null while it is not.';
COMMENT ON COLUMN "alerts"."resolution" IS 'Why it was resolved: `recovered` or `unwatched` by itself, else a person''s reason.';
COMMENT ON COLUMN "alerts"."resolution_notes" IS 'A person''s words to that.';
COMMENT ON COLUMN "alerts"."version" IS 'Counts changes of this row.';
COMMENT ON COLUMN "alerts"."updated_at" IS 'When the row last changed.';
COMMENT ON TABLE "alert_changes" IS 'What became of an alert, one row for each change: its history and audit trail. Insert-only for the application.';
COMMENT ON COLUMN "alert_changes"."company_id" IS 'The company.';
COMMENT ON COLUMN "alert_changes"."alert_id" IS 'The alert.';
COMMENT ON COLUMN "alert_changes"."id" IS 'The change''s id (UUIDv7): changes of an alert happened in this order.';
COMMENT ON COLUMN "alert_changes"."kind" IS '`opened`, `acknowledged`, `assigned`, `commented`, `snoozed`, `woken` or `resolved`.';
COMMENT ON COLUMN "alert_changes"."state" IS 'The alert''s state after it.';
COMMENT ON COLUMN "alert_changes"."available" IS 'Base units available at that moment.';
COMMENT ON COLUMN "alert_changes"."threshold" IS 'The threshold that counted; null where no alert may be any more.';
COMMENT ON COLUMN "alert_changes"."notes" IS 'A person''s words: a comment, or why.';
COMMENT ON COLUMN "alert_changes"."assignee_id" IS 'To whom it was assigned; null when it was taken from somebody.';
COMMENT ON COLUMN "alert_changes"."snoozed_until" IS 'Until when it was snoozed.';
COMMENT ON COLUMN "alert_changes"."resolution" IS 'Why it was resolved.';
COMMENT ON COLUMN "alert_changes"."actor_type" IS '`user`, `api_key` or `system`: who did it, or whose movement caused it.';
COMMENT ON COLUMN "alert_changes"."actor_id" IS 'The user''s or key''s id.';
COMMENT ON COLUMN "alert_changes"."request_id" IS 'The request that did it.';
COMMENT ON COLUMN "alert_changes"."at" IS 'When it happened.';
COMMENT ON TABLE "threshold_changes" IS 'Levels whose threshold may have changed and that are still to be brought up to date. Read with every list of what is low: until the row is gone, thresholds are looked up and not believed.';
COMMENT ON COLUMN "threshold_changes"."company_id" IS 'The company.';
COMMENT ON COLUMN "threshold_changes"."scope" IS 'Which levels: `company` (all), `category`, `product` or `warehouse`.';
COMMENT ON COLUMN "threshold_changes"."scope_id" IS 'The id of the company, category, product or warehouse.';
COMMENT ON COLUMN "threshold_changes"."id" IS 'Of the last change (UUIDv7): who brings levels up to date removes the row only if this is what it began with.';
COMMENT ON COLUMN "threshold_changes"."requested_at" IS 'When it was last changed.';
COMMENT ON TABLE "low_stock_figures" IS 'What the ledger says of a low level''s demand in one window, kept so that it need not be read again. True only while the level has this version and the window is this one.';
COMMENT ON COLUMN "low_stock_figures"."company_id" IS 'The company.';
COMMENT ON COLUMN "low_stock_figures"."product_id" IS 'The product.';
COMMENT ON COLUMN "low_stock_figures"."warehouse_id" IS 'The warehouse.';
COMMENT ON COLUMN "low_stock_figures"."level_version" IS 'The level''s version at which they were read; -1 when they are not true any more.';
COMMENT ON COLUMN "low_stock_figures"."window_days" IS 'Days of the window.';
COMMENT ON COLUMN "low_stock_figures"."window_ends_on" IS 'Last local day of the window.';
COMMENT ON COLUMN "low_stock_figures"."time_zone" IS 'The time zone of these days.';
COMMENT ON COLUMN "low_stock_figures"."net_units" IS 'Units sold less units returned in the window.';
COMMENT ON COLUMN "low_stock_figures"."active_days" IS 'Days of the window on which it sold.';
COMMENT ON COLUMN "low_stock_figures"."days_in_stock" IS 'Days of the window on which it was in stock, at least 1.';
COMMENT ON COLUMN "low_stock_figures"."invalidations" IS 'How often it was said that what is kept is not true any more: who computes at the same time finds it changed.';
COMMENT ON COLUMN "sale_return_items"."parts" IS 'Of a bundle, what it came to: productId, warehouseId (whose demand is less), quantity; null for what is stocked itself.';
COMMENT ON COLUMN "companies"."alert_hysteresis" IS 'Base units over the threshold that a level must exceed before its alert ends by itself; 0 is strictly above it.';
COMMENT ON COLUMN "companies"."alerts_reconciled_on" IS 'The local day on which what is kept for alerts was last compared with the books.';
COMMENT ON COLUMN "inventory"."alert_threshold" IS 'The threshold that counts here, wherever it was set; null where no alert may be: a bundle, something inactive.';
COMMENT ON COLUMN "inventory"."alert_clear_above" IS 'An alert ends by itself when available is over this: the threshold and the company''s hysteresis.';
COMMENT ON COLUMN "inventory"."is_low" IS 'True when available is at or under the threshold that counts. Generated.';
COMMENT ON COLUMN "inventory"."is_low" IS 'True when available is at or under the threshold that counts. Generated.';
COMMENT ON COLUMN "inventory"."alert_id" IS 'Its alert, once it was low for the first time.';
COMMENT ON COLUMN "inventory"."alert_phase" IS '`raised` since it became low until it recovers, `dismissed` when a person resolved the alert before that; null otherwise.';
COMMENT ON COLUMN "inventory"."alert_wake_below" IS 'A snoozed alert wakes when available is under this.';
