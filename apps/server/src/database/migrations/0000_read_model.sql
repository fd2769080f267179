CREATE TABLE "blocks" (
	"number" bigint PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"parent_hash" text NOT NULL,
	"time" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cash_flows" (
	"id" bigint NOT NULL,
	"holder" text NOT NULL,
	"kind" text NOT NULL,
	"amount" numeric(78, 0) NOT NULL,
	"notes" numeric(78, 0) NOT NULL,
	"currency" text NOT NULL,
	"loan_number" bigint NOT NULL,
	"at" bigint NOT NULL,
	"transaction" text NOT NULL,
	CONSTRAINT "cash_flows_id_holder_pk" PRIMARY KEY("id","holder"),
	CONSTRAINT "cash_flows_sign" CHECK (("cash_flows"."kind" in ('subscription', 'transferIn') and "cash_flows"."amount" <= 0) or ("cash_flows"."kind" in ('withdrawal', 'claim', 'transferOut') and "cash_flows"."amount" >= 0))
);
--> statement-breakpoint
CREATE TABLE "chain_events" (
	"id" bigint PRIMARY KEY NOT NULL,
	"contract" text NOT NULL,
	"type" text NOT NULL,
	"at" bigint NOT NULL,
	"block" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"transaction" text NOT NULL,
	"loan_number" bigint,
	"participant_id" bigint,
	"data" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "checkpoint" (
	"id" integer PRIMARY KEY NOT NULL,
	"chain_id" bigint NOT NULL,
	"notes" text NOT NULL,
	"block" bigint NOT NULL,
	"hash" text NOT NULL,
	"time" bigint NOT NULL,
	CONSTRAINT "checkpoint_is_one_row" CHECK ("checkpoint"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"id" bigint PRIMARY KEY NOT NULL,
	"series_id" numeric(78, 0) NOT NULL,
	"holder" text NOT NULL,
	"amount" numeric(78, 0) NOT NULL,
	"at" bigint NOT NULL,
	"transaction" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fees" (
	"id" bigint PRIMARY KEY NOT NULL,
	"product_id" bigint NOT NULL,
	"origination_fee" bigint NOT NULL,
	"binds_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "held_cash" (
	"currency" text NOT NULL,
	"account" text NOT NULL,
	"amount" numeric(78, 0) NOT NULL,
	CONSTRAINT "held_cash_account_currency_pk" PRIMARY KEY("account","currency"),
	CONSTRAINT "held_cash_not_negative" CHECK ("held_cash"."amount" >= 0)
);
--> statement-breakpoint
CREATE TABLE "holdings" (
	"series_id" numeric(78, 0) NOT NULL,
	"holder" text NOT NULL,
	"balance" numeric(78, 0) NOT NULL,
	"paid_in_seen" numeric(78, 0) NOT NULL,
	"remainder" numeric(78, 0) NOT NULL,
	"claimed" numeric(78, 0) NOT NULL,
	"subscribed" numeric(78, 0) NOT NULL,
	"subscribed_at" bigint,
	"principal_seen" numeric(78, 0) NOT NULL,
	"principal_accrued" numeric(78, 0) NOT NULL,
	"interest_seen" numeric(78, 0) NOT NULL,
	"interest_accrued" numeric(78, 0) NOT NULL,
	"late_interest_seen" numeric(78, 0) NOT NULL,
	"late_interest_accrued" numeric(78, 0) NOT NULL,
	"recovery_seen" numeric(78, 0) NOT NULL,
	"recovery_accrued" numeric(78, 0) NOT NULL,
	CONSTRAINT "holdings_series_id_holder_pk" PRIMARY KEY("series_id","holder"),
	CONSTRAINT "holdings_not_negative" CHECK ("holdings"."balance" >= 0 and "holdings"."remainder" >= 0)
);
--> statement-breakpoint
CREATE TABLE "instalments" (
	"loan_id" numeric(78, 0) NOT NULL,
	"index" integer NOT NULL,
	"borrower_id" bigint NOT NULL,
	"settled_at" bigint NOT NULL,
	"days_late" integer NOT NULL,
	"on_time" boolean NOT NULL,
	"settled_by" bigint NOT NULL,
	CONSTRAINT "instalments_loan_id_index_pk" PRIMARY KEY("loan_id","index")
);
--> statement-breakpoint
CREATE TABLE "issuers" (
	"issuer_index" integer PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"paused" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "loans" (
	"loan_id" numeric(78, 0) PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"status" text NOT NULL,
	"currency" text NOT NULL,
	"borrower_id" bigint NOT NULL,
	"product_id" bigint NOT NULL,
	"wallet" text NOT NULL,
	"purpose" integer NOT NULL,
	"auto_repay" boolean NOT NULL,
	"terms_hash" text NOT NULL,
	"zh_hash" text NOT NULL,
	"en_hash" text NOT NULL,
	"principal" numeric(78, 0) NOT NULL,
	"annual_rate" bigint NOT NULL,
	"late_rate" bigint NOT NULL,
	"method" text NOT NULL,
	"unit" text NOT NULL,
	"interval" integer NOT NULL,
	"count" integer NOT NULL,
	"interest_only_count" integer NOT NULL,
	"grace_days" integer NOT NULL,
	"default_days" integer NOT NULL,
	"write_off_days" integer NOT NULL,
	"origination_fee" bigint NOT NULL,
	"reflection_period" bigint NOT NULL,
	"draw_period" bigint NOT NULL,
	"least_share" bigint NOT NULL,
	"least_ticket" numeric(78, 0) NOT NULL,
	"term_days" integer NOT NULL,
	"requested_at" bigint NOT NULL,
	"funding_deadline" bigint NOT NULL,
	"raised" numeric(78, 0) NOT NULL,
	"funded_share" integer NOT NULL,
	"lenders" integer NOT NULL,
	"closed_at" bigint,
	"drawable_from" bigint,
	"fee" numeric(78, 0) NOT NULL,
	"drawn_at" bigint,
	"outstanding_principal" numeric(78, 0) NOT NULL,
	"instalment" numeric(78, 0) NOT NULL,
	"next_instalment" integer NOT NULL,
	"interest_paid" numeric(78, 0) NOT NULL,
	"principal_paid" numeric(78, 0) NOT NULL,
	"accrual_start" bigint NOT NULL,
	"late_interest_owed" numeric(78, 0) NOT NULL,
	"late_accrued_until" bigint NOT NULL,
	"interest_owed" numeric(78, 0) NOT NULL,
	"defaulted_at" bigint,
	"written_off_at" bigint,
	"ended_at" bigint,
	"next_due_at" bigint,
	"grace_end_at" bigint,
	"defaultable_from" bigint,
	"received_late_interest" numeric(78, 0) NOT NULL,
	"received_interest" numeric(78, 0) NOT NULL,
	"received_principal" numeric(78, 0) NOT NULL,
	"recovered" numeric(78, 0) NOT NULL,
	"recovered_principal" numeric(78, 0) NOT NULL,
	"instalments_settled" integer NOT NULL,
	"on_time" integer NOT NULL,
	"late_1_to_30" integer NOT NULL,
	"late_31_to_60" integer NOT NULL,
	"late_61_to_90" integer NOT NULL,
	"late_91_plus" integer NOT NULL,
	CONSTRAINT "loans_principal_is_somewhere" CHECK ("loans"."drawn_at" is null or "loans"."principal" = "loans"."outstanding_principal" + "loans"."received_principal" + "loans"."recovered_principal"),
	CONSTRAINT "loans_recovered" CHECK ("loans"."recovered_principal" <= "loans"."recovered"),
	CONSTRAINT "loans_settled" CHECK ("loans"."instalments_settled" = "loans"."on_time" + "loans"."late_1_to_30" + "loans"."late_31_to_60" + "loans"."late_61_to_90" + "loans"."late_91_plus")
);
--> statement-breakpoint
CREATE TABLE "participants" (
	"participant_id" bigint PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"reason_hash" text,
	"country" integer NOT NULL,
	"level" integer NOT NULL,
	"investor_class" integer NOT NULL,
	"policy_id" integer NOT NULL,
	"verified_until" bigint NOT NULL,
	"registered_at" bigint NOT NULL,
	CONSTRAINT "participants_kind" CHECK ("participants"."kind" in ('person', 'firm', 'contract')),
	CONSTRAINT "participants_status" CHECK ("participants"."status" in ('active', 'frozen'))
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"policy_id" bigint PRIMARY KEY NOT NULL,
	"per_loan" bigint NOT NULL,
	"per_pair" bigint NOT NULL,
	"per_12_months" bigint NOT NULL,
	"per_borrower" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "products" (
	"product_id" bigint PRIMARY KEY NOT NULL,
	"currency" text NOT NULL,
	"open" boolean NOT NULL,
	"methods" integer NOT NULL,
	"least_principal" numeric(78, 0) NOT NULL,
	"greatest_principal" numeric(78, 0) NOT NULL,
	"least_ticket" numeric(78, 0) NOT NULL,
	"least_term_days" bigint NOT NULL,
	"greatest_term_days" bigint NOT NULL,
	"greatest_rate" bigint NOT NULL,
	"late_rate" bigint NOT NULL,
	"grace_days" integer NOT NULL,
	"default_days" integer NOT NULL,
	"write_off_days" integer NOT NULL,
	"reflection_period" bigint NOT NULL,
	"funding_period" bigint NOT NULL,
	"draw_period" bigint NOT NULL,
	"least_share" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "records" (
	"loan_id" numeric(78, 0) PRIMARY KEY NOT NULL,
	"participant_id" bigint NOT NULL,
	"principal" numeric(78, 0) NOT NULL,
	"repaid" boolean NOT NULL,
	"defaulted" boolean NOT NULL,
	"recovered" boolean NOT NULL,
	"written_off" boolean NOT NULL,
	"counted" boolean NOT NULL,
	"on_time" integer NOT NULL,
	"late_1_to_30" integer NOT NULL,
	"late_31_to_60" integer NOT NULL,
	"late_61_to_90" integer NOT NULL,
	"late_91_plus" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "relations" (
	"participant_id" bigint NOT NULL,
	"related_id" bigint NOT NULL,
	"related" boolean NOT NULL,
	CONSTRAINT "relations_participant_id_related_id_pk" PRIMARY KEY("participant_id","related_id")
);
--> statement-breakpoint
CREATE TABLE "repayments" (
	"id" bigint PRIMARY KEY NOT NULL,
	"loan_id" numeric(78, 0) NOT NULL,
	"payer" text NOT NULL,
	"paid" numeric(78, 0) NOT NULL,
	"late_interest" numeric(78, 0) NOT NULL,
	"interest" numeric(78, 0) NOT NULL,
	"principal" numeric(78, 0) NOT NULL,
	"outstanding_principal" numeric(78, 0) NOT NULL,
	"recovery" boolean NOT NULL,
	"prepayment" text,
	"at" bigint NOT NULL,
	"transaction" text NOT NULL,
	CONSTRAINT "repayments_allocation" CHECK ("repayments"."paid" = "repayments"."late_interest" + "repayments"."interest" + "repayments"."principal")
);
--> statement-breakpoint
CREATE TABLE "series" (
	"series_id" numeric(78, 0) PRIMARY KEY NOT NULL,
	"issuer_index" integer NOT NULL,
	"currency" text NOT NULL,
	"number" bigint NOT NULL,
	"opened_at" bigint NOT NULL,
	"supply" numeric(78, 0) NOT NULL,
	"released" numeric(78, 0) NOT NULL,
	"paid_in" numeric(78, 0) NOT NULL,
	"paid_in_principal" numeric(78, 0) NOT NULL,
	"paid_in_interest" numeric(78, 0) NOT NULL,
	"paid_in_late_interest" numeric(78, 0) NOT NULL,
	"paid_in_recovery" numeric(78, 0) NOT NULL,
	"paid_in_other" numeric(78, 0) NOT NULL,
	"claimed" numeric(78, 0) NOT NULL,
	CONSTRAINT "series_paid_in" CHECK ("series"."paid_in" = "series"."paid_in_principal" + "series"."paid_in_interest" + "series"."paid_in_late_interest" + "series"."paid_in_recovery" + "series"."paid_in_other"),
	CONSTRAINT "series_escrow" CHECK ("series"."released" <= "series"."supply"),
	CONSTRAINT "series_claimed" CHECK ("series"."claimed" <= "series"."paid_in")
);
--> statement-breakpoint
CREATE TABLE "undo" (
	"block" bigint NOT NULL,
	"place" integer NOT NULL,
	"table" text NOT NULL,
	"key" jsonb NOT NULL,
	"before" jsonb,
	CONSTRAINT "undo_block_place_pk" PRIMARY KEY("block","place")
);
--> statement-breakpoint
CREATE TABLE "wallets" (
	"wallet" text PRIMARY KEY NOT NULL,
	"participant_id" bigint,
	"added_at" bigint,
	"removed_at" bigint,
	"added_by" bigint,
	"frozen" boolean NOT NULL
);
--> statement-breakpoint
CREATE INDEX "cash_flows_by_holder" ON "cash_flows" USING btree ("holder","id");--> statement-breakpoint
CREATE INDEX "chain_events_by_loan" ON "chain_events" USING btree ("loan_number","id");--> statement-breakpoint
CREATE INDEX "chain_events_by_type" ON "chain_events" USING btree ("type","id");--> statement-breakpoint
CREATE INDEX "chain_events_by_transaction" ON "chain_events" USING hash ("transaction");--> statement-breakpoint
CREATE INDEX "claims_by_holder" ON "claims" USING btree ("holder","id");--> statement-breakpoint
CREATE INDEX "fees_by_product" ON "fees" USING btree ("product_id","id");--> statement-breakpoint
CREATE INDEX "holdings_by_holder" ON "holdings" USING btree ("holder","series_id");--> statement-breakpoint
CREATE INDEX "instalments_by_borrower" ON "instalments" USING btree ("borrower_id","settled_by","index");--> statement-breakpoint
CREATE INDEX "loans_by_number" ON "loans" USING btree ("number");--> statement-breakpoint
CREATE INDEX "loans_by_status" ON "loans" USING btree ("status","number");--> statement-breakpoint
CREATE INDEX "loans_by_rate" ON "loans" USING btree ("annual_rate","number");--> statement-breakpoint
CREATE INDEX "loans_by_term" ON "loans" USING btree ("term_days","number");--> statement-breakpoint
CREATE INDEX "loans_by_funded_share" ON "loans" USING btree ("funded_share","number");--> statement-breakpoint
CREATE INDEX "loans_by_deadline" ON "loans" USING btree ("funding_deadline","number");--> statement-breakpoint
CREATE INDEX "loans_by_principal" ON "loans" USING btree ("principal","number");--> statement-breakpoint
CREATE INDEX "loans_by_borrower" ON "loans" USING btree ("borrower_id","number");--> statement-breakpoint
CREATE INDEX "loans_by_grace_end" ON "loans" USING btree ("grace_end_at") WHERE "loans"."status" = 'active';--> statement-breakpoint
CREATE INDEX "records_by_participant" ON "records" USING btree ("participant_id");--> statement-breakpoint
CREATE INDEX "repayments_by_loan" ON "repayments" USING btree ("loan_id","id");--> statement-breakpoint
CREATE INDEX "wallets_by_participant" ON "wallets" USING btree ("participant_id","added_by");