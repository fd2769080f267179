DROP INDEX "notices_by_account";--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "event_id" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "place" bigserial NOT NULL;--> statement-breakpoint
CREATE INDEX "notices_by_account" ON "notices" USING btree ("account","at","event_id","place");