export * from './marketSchemas.ts'
export * from './portfolioSchemas.ts'
