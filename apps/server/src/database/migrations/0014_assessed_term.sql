ALTER TABLE "assessments" ADD COLUMN "greatest_term_days" bigint DEFAULT 0 NOT NULL;
