// Writes the shared vectors: `npm run vectors -w @hurong/finance`.
import { writeFileSync } from 'node:fs'
import { VECTORS_FOLDER, vectorFiles } from './files.ts'

for (const [name, text] of vectorFiles()) {
  writeFileSync(new URL(name, VECTORS_FOLDER), text)
  console.log(`${name}: ${text.length} bytes`)
}
