-- Whoever follows alerts, live or after a pause, reads the few events that are about alerts and none of the others.
CREATE INDEX "outbox_events_alerts_idx" ON "outbox_events"("company_id", "sequence") WHERE "type" LIKE 'alert.%';
