/** The variable in which a part finds what it is started with. */
export const optionsVariable = 'HURONG_PART'

/** What a part tells the supervisor. */
export type FromPart =
  | { readonly kind: 'ready'; readonly facts: Readonly<Record<string, string | number>> }
  /** The part cannot start, and starting it again would not mend it. */
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'said'; readonly line: string }

/** What the supervisor tells a part. */
export type ToPart = { readonly kind: 'stop' }
