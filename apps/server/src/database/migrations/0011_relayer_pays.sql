ALTER TABLE "relayer_transactions" ADD COLUMN "paid" numeric(78, 0) DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "relayer_transactions" ADD COLUMN "charged" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "relayer_transactions_by_time" ON "relayer_transactions" USING btree ("signed_at");