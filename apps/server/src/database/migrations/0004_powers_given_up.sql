ALTER TABLE "role_functions" ADD COLUMN "given_up" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "role_functions" ALTER COLUMN "given_up" DROP DEFAULT;
