CREATE TABLE "relayer_leases" (
	"relayer" text PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"until" bigint NOT NULL,
	"problem" text
);
--> statement-breakpoint
CREATE TABLE "relayer_operations" (
	"operation_hash" text PRIMARY KEY NOT NULL,
	"place" bigserial NOT NULL,
	"account" text NOT NULL,
	"participant_id" bigint,
	"nonce" numeric(78, 0) NOT NULL,
	"operation" jsonb NOT NULL,
	"gas" integer NOT NULL,
	"status" text NOT NULL,
	"alone" boolean NOT NULL,
	"reason" text,
	"revert_data" text,
	"transaction_nonce" bigint,
	"transaction_hash" text,
	"succeeded" boolean,
	"expected" numeric(78, 0) NOT NULL,
	"cost" numeric(78, 0) NOT NULL,
	"received_at" bigint NOT NULL,
	CONSTRAINT "relayer_operations_status" CHECK ("relayer_operations"."status" in ('waiting', 'sent', 'done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "relayer_refusals" (
	"operation_hash" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"participant_id" bigint,
	"refused_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "relayer_transactions" (
	"hash" text PRIMARY KEY NOT NULL,
	"relayer" text NOT NULL,
	"nonce" bigint NOT NULL,
	"raw" text NOT NULL,
	"max_fee_per_gas" numeric(78, 0) NOT NULL,
	"max_priority_fee_per_gas" numeric(78, 0) NOT NULL,
	"operations" jsonb NOT NULL,
	"signed_at" bigint NOT NULL,
	"status" text NOT NULL,
	"block_number" bigint,
	"block_hash" text,
	CONSTRAINT "relayer_transactions_status" CHECK ("relayer_transactions"."status" in ('open', 'mined', 'replaced'))
);
--> statement-breakpoint
CREATE INDEX "relayer_operations_by_status" ON "relayer_operations" USING btree ("status","place");--> statement-breakpoint
CREATE INDEX "relayer_operations_by_account" ON "relayer_operations" USING btree ("account","received_at");--> statement-breakpoint
CREATE INDEX "relayer_operations_by_participant" ON "relayer_operations" USING btree ("participant_id","received_at");--> statement-breakpoint
CREATE INDEX "relayer_operations_by_time" ON "relayer_operations" USING btree ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "relayer_operations_by_nonce" ON "relayer_operations" USING btree ("account","nonce") WHERE "relayer_operations"."status" in ('waiting', 'sent');--> statement-breakpoint
CREATE INDEX "relayer_refusals_by_account" ON "relayer_refusals" USING btree ("account","refused_at");--> statement-breakpoint
CREATE INDEX "relayer_refusals_by_participant" ON "relayer_refusals" USING btree ("participant_id","refused_at");--> statement-breakpoint
CREATE INDEX "relayer_transactions_by_nonce" ON "relayer_transactions" USING btree ("relayer","nonce");--> statement-breakpoint
CREATE INDEX "relayer_transactions_by_status" ON "relayer_transactions" USING btree ("status","nonce");
