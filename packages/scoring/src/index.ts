export * from './apply/index.ts'
