export { folderNamed, fromHere, makeFolder, readNamed, writeNamed } from './files.ts'
export { sentenceOf } from './sentenceOf.ts'
