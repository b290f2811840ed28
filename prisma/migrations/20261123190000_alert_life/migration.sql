-- What a person takes back is a change of its own: an alert that somebody reopened did not become low again. And a snooze
-- that ends when it gets worse says so in the history, also beside a date.

ALTER TABLE "alert_changes" ADD COLUMN "snoozed_until_worse" BOOLEAN NOT NULL DEFAULT false,
  DROP CONSTRAINT "alert_changes_kind_check",
  ADD CONSTRAINT "alert_changes_kind_check" CHECK (
    "kind" IN ('opened', 'acknowledged', 'assigned', 'commented', 'snoozed', 'woken', 'resolved', 'reopened'));

COMMENT ON COLUMN "alert_changes"."snoozed_until_worse" IS 'True when it was snoozed until it gets worse.';
COMMENT ON COLUMN "alert_changes"."kind" IS '`opened`, `acknowledged`, `assigned`, `commented`, `snoozed`, `woken`, `resolved` or `reopened` (by a person).';
