import { lendAndRepay } from './lendAndRepay.ts'

const [url = 'http://127.0.0.1:8545'] = process.argv.slice(2)
await lendAndRepay(url, (line) => console.log(line))
