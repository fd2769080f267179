ALTER TABLE "applications" DROP CONSTRAINT "applications_status";--> statement-breakpoint
ALTER TABLE "credit_decisions" DROP CONSTRAINT "credit_decisions_outcome";--> statement-breakpoint
CREATE INDEX "applications_by_wallet" ON "applications" USING btree ("wallet","applied_at");--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_status" CHECK ("applications"."status" in ('assessed', 'queued', 'declined', 'lapsed'));--> statement-breakpoint
ALTER TABLE "credit_decisions" ADD CONSTRAINT "credit_decisions_outcome" CHECK ("credit_decisions"."outcome" in ('assessed', 'queued', 'approved', 'declined', 'lapsed'));