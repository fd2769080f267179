/**
 * Flags to start Node with where the database is embedded: they keep the process below 400 MiB. Optimising the database's
 * WebAssembly takes 400 MiB more for a moment, and they cost a third to a half of its speed. They have to stand on the
 * command line: V8 takes them from nowhere else once it runs.
 */
export const embeddedNodeFlags = [
  '--liftoff-only',
  '--max-semi-space-size=8',
  '--max-old-space-size=256',
] as const
