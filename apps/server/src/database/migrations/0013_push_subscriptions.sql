CREATE TABLE "push_subscriptions" (
	"account" text NOT NULL,
	"subscription_id" text NOT NULL,
	"sealed" text NOT NULL,
	"device" text NOT NULL,
	"confirmed_at" bigint NOT NULL,
	CONSTRAINT "push_subscriptions_account_subscription_id_pk" PRIMARY KEY("account","subscription_id")
);
--> statement-breakpoint
ALTER TABLE "notice_deliveries" ADD COLUMN "destination" text DEFAULT 'email' NOT NULL;--> statement-breakpoint
ALTER TABLE "notice_deliveries" DROP CONSTRAINT "notice_deliveries_pkey";--> statement-breakpoint
ALTER TABLE "notice_deliveries" ADD CONSTRAINT "notice_deliveries_notice_id_destination_pk" PRIMARY KEY("notice_id","destination");--> statement-breakpoint
CREATE INDEX "push_subscriptions_by_id" ON "push_subscriptions" USING btree ("subscription_id");
