/** JSON with exact integers: bigints are written as decimal strings. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part), 2)

const quoted = (field: string): string =>
  /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field

/** A line of RFC 4180. A field that a spreadsheet would take for a formula gets an apostrophe before it. */
export const csvLine = (fields: readonly (string | number | bigint | boolean | null)[]): string =>
  `${fields
    .map((field) => {
      const text = field === null ? '' : String(field)
      return quoted(/^[=+@\t]/.test(text) || /^-(?!\d)/.test(text) ? `'${text}` : text)
    })
    .join(',')}\r\n`

/** Hands a file over to the browser's downloads. */
export function download(name: string, type: string, parts: readonly string[]): void {
  const url = URL.createObjectURL(new Blob(parts as string[], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
