/**
 * Whether a path is about somebody's own: who is signed in, and what is theirs. It stands on no block, is kept by nobody, and is
 * for this site's pages alone.
 */
export const isPersonal = (path: string): boolean =>
  /^\/api\/v1\/(sessions|co-signatures|notices|carried)(\/|$)/.test(path)
