CREATE TABLE "notice_browsers" (
	"account" text NOT NULL,
	"browser_key" text NOT NULL,
	"seen_at" bigint NOT NULL,
	CONSTRAINT "notice_browsers_account_browser_key_pk" PRIMARY KEY("account","browser_key")
);
