// Chooses the sample anew from the whole tape: `npm run sample -w @hurong/tape`.
import { writeFileSync } from 'node:fs'
import { SAMPLE_FILE, wholeTape } from './file.ts'
import { sampleText } from './text.ts'

const tape = wholeTape()
if (!tape) {
  console.error('The whole tape is not here: set HURONG_TAPE to its path.')
  process.exit(1)
}
const text = await sampleText(tape)
writeFileSync(SAMPLE_FILE, text)
console.log(`${SAMPLE_FILE.pathname}: ${text.length} bytes`)
