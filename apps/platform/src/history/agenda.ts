/** What is going to happen, by time; of two things at the same time the one put in first comes first. */
export type Agenda<Item> = {
  put(time: number, item: Item): void
  /** Time of the next item; undefined when nothing is left. */
  next(): number | undefined
  take(): Item | undefined
}

type Entry<Item> = { readonly time: number; readonly order: number; readonly item: Item }

/** An agenda as a binary heap: a hundred thousand items are put and taken in a moment. */
export const createAgenda = <Item>(): Agenda<Item> => {
  const heap: Entry<Item>[] = []
  let order = 0
  const before = (a: number, b: number): boolean => {
    const [one, other] = [heap[a] as Entry<Item>, heap[b] as Entry<Item>]
    return one.time < other.time || (one.time === other.time && one.order < other.order)
  }
  const swap = (a: number, b: number): void => {
    const kept = heap[a] as Entry<Item>
    heap[a] = heap[b] as Entry<Item>
    heap[b] = kept
  }
  return {
    put(time, item) {
      heap.push({ time, order: order++, item })
      for (let at = heap.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1
        if (!before(at, parent)) break
        swap(at, parent)
        at = parent
      }
    },
    next: () => heap[0]?.time,
    take() {
      const first = heap[0]
      const last = heap.pop()
      if (first === undefined || last === undefined) return undefined
      if (heap.length > 0) {
        heap[0] = last
        for (let at = 0; ; ) {
          const [left, right] = [2 * at + 1, 2 * at + 2]
          let least = at
          if (left < heap.length && before(left, least)) least = left
          if (right < heap.length && before(right, least)) least = right
          if (least === at) break
          swap(at, least)
          at = least
        }
      }
      return first.item
    },
  }
}
