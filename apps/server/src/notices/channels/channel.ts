/** Something to tell a person. */
export interface Message {
  /** The same for every attempt, so that a mailbox that gets it twice shows it once. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** It was not taken, and whoever did not take it says when it may be tried again. */
export class NotNow extends Error {
  override readonly name = 'NotNow'
  /** Milliseconds from now. */
  readonly wait: number
  constructor(message: string, wait: number) {
    super(message)
    this.wait = wait
  }
}

/** A way by which owners are told outside of the site. */
export interface NoticeChannel {
  /** @throws Error where it was not taken; it is tried again. Its text may name the recipient and is logged nowhere. */
  readonly send: (message: Message) => Promise<void>
  readonly close: () => void
}
