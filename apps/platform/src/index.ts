export { type Platform, startPlatform, type Voice } from './platform.ts'
export { Refusal } from './refusal.ts'
export { readSettings, type Settings } from './settings/settings.ts'
