-- What is low is a list of its own: a row for each level that is low, with what the list's order and totals are made of.
-- Whoever moves such a level, or changes its threshold, says in the same transaction that its row is over.

ALTER TABLE "low_stock_figures"
  ADD COLUMN "available" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "threshold" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "is_listed" BOOLEAN NOT NULL DEFAULT true;

ALTER TABLE "low_stock_figures"
  ADD CONSTRAINT "low_stock_figures_available_check" CHECK ("available" >= 0),
  ADD CONSTRAINT "low_stock_figures_threshold_check" CHECK ("threshold" >= 0),
  ADD CONSTRAINT "low_stock_figures_listed_check" CHECK ("is_listed" OR "level_version" = -1);

CREATE INDEX "low_stock_figures_listed_idx" ON "low_stock_figures"("company_id", "product_id", "warehouse_id") WHERE "is_listed";

-- What was kept before knows neither, and levels that nobody asked for have no row yet. The owner stands behind the wall,
-- too: lifted for this one look.
ALTER TABLE "inventory" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "low_stock_figures" NO FORCE ROW LEVEL SECURITY;
UPDATE "low_stock_figures" SET "level_version" = -1, "invalidations" = "invalidations" + 1;
INSERT INTO "low_stock_figures" (
    "company_id", "product_id", "warehouse_id", "level_version", "window_days", "window_ends_on", "time_zone", "net_units",
    "active_days", "days_in_stock")
  SELECT "company_id", "product_id", "warehouse_id", -1, 1, DATE '0001-01-01', 'UTC', 0, 0, 1
    FROM "inventory" WHERE "is_low"
  ON CONFLICT DO NOTHING;
ALTER TABLE "low_stock_figures" FORCE ROW LEVEL SECURITY;
ALTER TABLE "inventory" FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE "low_stock_figures" IS 'What is low: a row for each level that is or was, with what the ledger says of its demand in one window. What is kept is true while the row is not marked and the window is this one.';
COMMENT ON COLUMN "low_stock_figures"."level_version" IS 'The level''s version at which they were read; -1 when they are not true any more.';
COMMENT ON COLUMN "low_stock_figures"."available" IS 'Base units available at the level, as of that version.';
COMMENT ON COLUMN "low_stock_figures"."threshold" IS 'The threshold that counted then.';
COMMENT ON COLUMN "low_stock_figures"."is_listed" IS 'False when the level was found not to be low: it is of no interest until somebody marks it again.';
