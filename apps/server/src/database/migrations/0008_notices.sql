CREATE TABLE "notice_checkpoint" (
	"id" integer PRIMARY KEY NOT NULL,
	"block" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_codes" (
	"place" bigserial PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"address_key" text NOT NULL,
	"sealed" text NOT NULL,
	"code_key" text NOT NULL,
	"tries_left" integer NOT NULL,
	"sent_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_contacts" (
	"account" text PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"confirmed_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_deliveries" (
	"notice_id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"status" text NOT NULL,
	"attempts" integer NOT NULL,
	"next_at" bigint NOT NULL,
	CONSTRAINT "notice_deliveries_status" CHECK ("notice_deliveries"."status" in ('waiting', 'sent', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"notice_id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"kind" text NOT NULL,
	"at" bigint NOT NULL,
	"ready_at" bigint,
	"transaction_hash" text
);
--> statement-breakpoint
CREATE INDEX "notice_codes_by_account" ON "notice_codes" USING btree ("account","sent_at");--> statement-breakpoint
CREATE INDEX "notice_codes_by_address" ON "notice_codes" USING btree ("address_key","sent_at");--> statement-breakpoint
CREATE INDEX "notice_codes_by_time" ON "notice_codes" USING btree ("sent_at");--> statement-breakpoint
CREATE INDEX "notice_deliveries_waiting" ON "notice_deliveries" USING btree ("next_at") WHERE "notice_deliveries"."status" = 'waiting';--> statement-breakpoint
CREATE INDEX "notice_deliveries_by_account" ON "notice_deliveries" USING btree ("account","next_at");--> statement-breakpoint
CREATE INDEX "notices_by_account" ON "notices" USING btree ("account","at");