export { powersEn } from './en.ts'
export { powersZh } from './zh.ts'
