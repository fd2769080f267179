/** Bytes as `0x…`. */
export const toHex = (bytes: ArrayBuffer | Uint8Array): `0x${string}` =>
  `0x${Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')}`

/** The bytes `0x…` stands for. */
export const fromHex = (hex: `0x${string}`): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.slice(2).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
