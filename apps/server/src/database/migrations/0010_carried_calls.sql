CREATE TABLE "carried_calls" (
	"day" bigint NOT NULL,
	"account" text NOT NULL,
	"calls" bigint NOT NULL,
	CONSTRAINT "carried_calls_day_account_pk" PRIMARY KEY("day","account")
);
