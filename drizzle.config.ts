import { defineConfig } from 'drizzle-kit'

/** `npm run migrations` compares db/schema with the last migration and writes the next one; docs/database.md says what to edit by hand. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './db/schema/*.ts',
  out: './db/migrations',
  casing: 'snake_case',
})
