export * from './creditSchemas.ts'
export * from './marketSchemas.ts'
export * from './portfolioSchemas.ts'
export * from './powerSchemas.ts'
