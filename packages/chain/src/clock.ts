/** The chain's clock: the machine's, moved forward by whole seconds. */
export type Clock = {
  /** Seconds since 1970, as the chain sees them. */
  now(): number
  /** Seconds since 1970, by the machine. */
  wall(): number
  /** Seconds by which the chain is ahead of the machine; below 0 if behind. */
  offset(): number
  setOffset(seconds: number): void
}

/** @param wall milliseconds since 1970, by the machine. */
export const createClock = (offset: number, wall: () => number = Date.now): Clock => {
  let ahead = offset
  return {
    now: () => Math.floor(wall() / 1000) + ahead,
    wall: () => Math.floor(wall() / 1000),
    offset: () => ahead,
    setOffset: (seconds) => {
      ahead = seconds
    },
  }
}
