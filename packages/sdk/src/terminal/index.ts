export { fromHere, readNamed, writeNamed } from './files.ts'
export { sentenceOf } from './sentenceOf.ts'
