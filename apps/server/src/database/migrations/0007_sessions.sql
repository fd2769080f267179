CREATE TABLE "session_codes" (
	"account" text PRIMARY KEY NOT NULL,
	"sealed" text,
	"last_step" bigint NOT NULL,
	"confirmed_at" bigint,
	"offered" text,
	"offered_at" bigint
);
--> statement-breakpoint
CREATE TABLE "session_recovery_codes" (
	"account" text NOT NULL,
	"digest" text NOT NULL,
	CONSTRAINT "session_recovery_codes_account_digest_pk" PRIMARY KEY("account","digest")
);
--> statement-breakpoint
CREATE TABLE "session_counters" (
	"signer" text PRIMARY KEY NOT NULL,
	"counter" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session_guesses" (
	"guesser" text PRIMARY KEY NOT NULL,
	"tries" bigint NOT NULL,
	"next_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session_marks" (
	"mark" text PRIMARY KEY NOT NULL,
	"until" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session_owners" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean NOT NULL,
	"image" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "session_owners_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "session_providers" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"account" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session_verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"token" text NOT NULL,
	"previous_token" text,
	"rotated_at" timestamp with time zone NOT NULL,
	"device" text,
	"ip_address" text,
	"factor" text NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "session_sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
ALTER TABLE "session_providers" ADD CONSTRAINT "session_providers_account_session_owners_id_fk" FOREIGN KEY ("account") REFERENCES "public"."session_owners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_sessions" ADD CONSTRAINT "session_sessions_account_session_owners_id_fk" FOREIGN KEY ("account") REFERENCES "public"."session_owners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_guesses_by_time" ON "session_guesses" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "session_marks_by_time" ON "session_marks" USING btree ("until");--> statement-breakpoint
CREATE INDEX "session_sessions_by_account" ON "session_sessions" USING btree ("account");--> statement-breakpoint
CREATE INDEX "session_sessions_by_previous" ON "session_sessions" USING btree ("previous_token");--> statement-breakpoint
CREATE INDEX "session_sessions_by_expiry" ON "session_sessions" USING btree ("expires_at");