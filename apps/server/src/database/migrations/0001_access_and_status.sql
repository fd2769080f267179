-- The AccessManager's events were left out until now: the rows are read from the chain anew.
TRUNCATE "participants", "wallets", "relations", "policies", "issuers", "products", "series", "holdings", "held_cash", "loans", "records", "chain_events", "claims", "cash_flows", "repayments", "instalments", "fees", "blocks", "undo", "checkpoint";
--> statement-breakpoint
CREATE TABLE "indexer_status" (
	"id" integer PRIMARY KEY NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	"head_block" bigint,
	"head_time" bigint,
	"problem" text,
	CONSTRAINT "indexer_status_is_one_row" CHECK ("indexer_status"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "operations" (
	"operation_id" text NOT NULL,
	"nonce" integer NOT NULL,
	"status" text NOT NULL,
	"caller" text NOT NULL,
	"target" text NOT NULL,
	"data" text NOT NULL,
	"scheduled_at" bigint NOT NULL,
	"ready_at" bigint NOT NULL,
	"ended_at" bigint,
	"scheduled_by" bigint NOT NULL,
	CONSTRAINT "operations_operation_id_nonce_pk" PRIMARY KEY("operation_id","nonce")
);
--> statement-breakpoint
CREATE TABLE "role_functions" (
	"target" text NOT NULL,
	"selector" text NOT NULL,
	"role_id" numeric(78, 0) NOT NULL,
	CONSTRAINT "role_functions_target_selector_pk" PRIMARY KEY("target","selector")
);
--> statement-breakpoint
CREATE TABLE "role_members" (
	"role_id" numeric(78, 0) NOT NULL,
	"account" text NOT NULL,
	"member" boolean NOT NULL,
	"since" bigint NOT NULL,
	"delay" bigint NOT NULL,
	"delay_from" bigint NOT NULL,
	"delay_before" bigint NOT NULL,
	CONSTRAINT "role_members_role_id_account_pk" PRIMARY KEY("role_id","account")
);
--> statement-breakpoint
CREATE TABLE "role_targets" (
	"target" text PRIMARY KEY NOT NULL,
	"closed" boolean NOT NULL,
	"admin_delay" bigint NOT NULL,
	"admin_delay_from" bigint NOT NULL,
	"admin_delay_before" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"role_id" numeric(78, 0) PRIMARY KEY NOT NULL,
	"label" text,
	"admin_id" numeric(78, 0) NOT NULL,
	"guardian_id" numeric(78, 0) NOT NULL,
	"grant_delay" bigint NOT NULL,
	"grant_delay_from" bigint NOT NULL,
	"grant_delay_before" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "operations_by_time" ON "operations" USING btree ("scheduled_by");