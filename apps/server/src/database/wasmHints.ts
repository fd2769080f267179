/** Where a whole number stands and what it is: unsigned LEB128, WebAssembly's own. */
interface Read {
  readonly value: number
  readonly next: number
}

const readNumber = (bytes: Uint8Array, at: number): Read => {
  let value = 0
  let shift = 0
  let next = at
  for (;;) {
    const byte = bytes[next++] ?? 0
    value |= (byte & 127) << shift
    if (byte < 128) return { value: value >>> 0, next }
    shift += 7
  }
}

const writeNumber = (number: number): number[] =>
  number < 128 ? [number] : [(number & 127) | 128, ...writeNumber(number >>> 7)]

/** Ids of sections, by the specification of WebAssembly. */
const customSection = 0
const codeSection = 10
const headerSize = 8

const placeOfCode = (bytes: Uint8Array): number => {
  for (let at = headerSize; at < bytes.length; ) {
    if (bytes[at] === codeSection) return at
    const size = readNumber(bytes, at + 1)
    at = size.next + size.value
  }
  throw new Error('This is no WebAssembly module with code.')
}

/** How many functions a module defines; those it imports are counted before them. */
export const functionsIn = (bytes: Uint8Array): number => {
  const size = readNumber(bytes, placeOfCode(bytes) + 1)
  return readNumber(bytes, size.next).value
}

/** By a hint's bits: as the engine does by default, or by the quick compiler and no other. */
const asByDefault = 0
const quickOnly = 1 << 4

/**
 * The same module with a section of compilation hints: which of its functions may be optimised. V8 reads it where it is told to.
 * @param hot Numbers of those that may, counted among the functions the module defines.
 */
export const withHints = (bytes: Uint8Array, hot: ReadonlySet<number>): Uint8Array<ArrayBuffer> => {
  const place = placeOfCode(bytes)
  const count = functionsIn(bytes)
  const name = new TextEncoder().encode('compilationHints')
  const hints = Array.from({ length: count }, (_, number) => (hot.has(number) ? asByDefault : quickOnly))
  const content = [...writeNumber(name.length), ...name, ...writeNumber(count), ...hints]
  const section = [customSection, ...writeNumber(content.length), ...content]
  const hinted = new Uint8Array(bytes.length + section.length)
  hinted.set(bytes.subarray(0, place))
  hinted.set(section, place)
  hinted.set(bytes.subarray(place), place + section.length)
  return hinted
}
