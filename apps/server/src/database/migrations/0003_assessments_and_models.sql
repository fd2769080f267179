-- Products and loans gain what assessments tell, and models and assessments were left out until now: the rows are read from the
-- chain anew.
TRUNCATE "participants", "wallets", "relations", "policies", "issuers", "products", "series", "holdings", "held_cash", "loans", "records", "chain_events", "claims", "cash_flows", "repayments", "instalments", "fees", "blocks", "undo", "checkpoint", "roles", "role_members", "role_functions", "role_targets", "operations";
--> statement-breakpoint
CREATE TABLE "applications" (
	"application_id" text PRIMARY KEY NOT NULL,
	"replay_key" text NOT NULL,
	"participant_id" bigint NOT NULL,
	"wallet" text NOT NULL,
	"status" text NOT NULL,
	"applied_at" bigint NOT NULL,
	"decided_at" bigint,
	"sealed" text NOT NULL,
	CONSTRAINT "applications_replay_key_unique" UNIQUE("replay_key"),
	CONSTRAINT "applications_status" CHECK ("applications"."status" in ('assessed', 'queued', 'declined'))
);
--> statement-breakpoint
CREATE TABLE "assessments" (
	"id" bigint PRIMARY KEY NOT NULL,
	"assessment_hash" text NOT NULL,
	"participant_id" bigint NOT NULL,
	"loan_id" numeric(78, 0),
	"model_hash" text NOT NULL,
	"grade" integer NOT NULL,
	"pd_12_months" integer NOT NULL,
	"pd_life" integer NOT NULL,
	"currency" text NOT NULL,
	"greatest_principal" numeric(78, 0) NOT NULL,
	"least_rate" bigint NOT NULL,
	"inputs_root" text NOT NULL,
	"reasons" numeric(78, 0) NOT NULL,
	"issued_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"signers" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credit_decisions" (
	"index" integer PRIMARY KEY NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	"at" bigint NOT NULL,
	"outcome" text NOT NULL,
	"model_hash" text NOT NULL,
	"assessment_hash" text,
	"inputs_root" text NOT NULL,
	"decided_by" text,
	CONSTRAINT "credit_decisions_outcome" CHECK ("credit_decisions"."outcome" in ('assessed', 'queued', 'approved', 'declined'))
);
--> statement-breakpoint
CREATE TABLE "models" (
	"model_hash" text PRIMARY KEY NOT NULL,
	"schema_hash" text NOT NULL,
	"uri" text NOT NULL,
	"announced_at" bigint NOT NULL,
	"binds_at" bigint NOT NULL,
	"retired_at" bigint
);
--> statement-breakpoint
CREATE TABLE "second_signatures" (
	"currency" text PRIMARY KEY NOT NULL,
	"above" numeric(78, 0) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "loans" ADD COLUMN "assessment_hash" text;--> statement-breakpoint
ALTER TABLE "loans" ADD COLUMN "model_hash" text;--> statement-breakpoint
ALTER TABLE "loans" ADD COLUMN "grade" integer;--> statement-breakpoint
ALTER TABLE "loans" ADD COLUMN "pd_12_months" integer;--> statement-breakpoint
ALTER TABLE "loans" ADD COLUMN "pd_life" integer;--> statement-breakpoint
ALTER TABLE "loans" ADD COLUMN "assessment_reasons" numeric(78, 0);--> statement-breakpoint
ALTER TABLE "loans" ADD COLUMN "assessment_issued_at" bigint;--> statement-breakpoint
ALTER TABLE "loans" ADD COLUMN "assessment_expires_at" bigint;--> statement-breakpoint
ALTER TABLE "loans" ADD COLUMN "expected_return" integer;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "assessed" boolean NOT NULL;--> statement-breakpoint
CREATE INDEX "applications_by_status" ON "applications" USING btree ("status","applied_at");--> statement-breakpoint
CREATE INDEX "assessments_by_participant" ON "assessments" USING btree ("participant_id","id");--> statement-breakpoint
CREATE INDEX "assessments_by_model" ON "assessments" USING btree ("model_hash","loan_id");--> statement-breakpoint
CREATE INDEX "loans_by_grade" ON "loans" USING btree ("grade","number") WHERE "loans"."grade" is not null;--> statement-breakpoint
CREATE INDEX "loans_by_pd" ON "loans" USING btree ("pd_12_months","number") WHERE "loans"."pd_12_months" is not null;--> statement-breakpoint
CREATE INDEX "loans_by_expected_return" ON "loans" USING btree ("expected_return","number") WHERE "loans"."expected_return" is not null;--> statement-breakpoint
CREATE INDEX "loans_by_model" ON "loans" USING btree ("model_hash","drawn_at") WHERE "loans"."model_hash" is not null;