/** Something to tell a person. */
export interface Message {
  /** The same for every attempt, so that a mailbox that gets it twice shows it once. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** A way by which owners are told outside of the site. */
export interface NoticeChannel {
  /** @throws Error where it was not taken; it is tried again. Its text may name the recipient and is logged nowhere. */
  readonly send: (message: Message) => Promise<void>
  readonly close: () => void
}
