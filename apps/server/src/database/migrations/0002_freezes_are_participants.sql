ALTER TABLE "wallets" DROP COLUMN "frozen";
