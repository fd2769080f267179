// Read by `npm run migrations -w @hurong/server`, which writes the next migration from the tables.
export default {
  dialect: 'postgresql',
  schema: './src/database/tables',
  out: './src/database/migrations',
}
