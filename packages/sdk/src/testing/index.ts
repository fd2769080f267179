export { softPasskey } from './softPasskey.ts'
