// Writes the JSON Schema of schema files from the form the program checks: `npm run json-schema -w @hurong/scoring`.
import { writeFileSync } from 'node:fs'
import { z } from 'zod'
import { schemaForm } from './validate.ts'

const file = new URL('../../schemas/schema.schema.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(z.toJSONSchema(schemaForm, { io: 'input' }), null, 2)}\n`)
