/** Says how far something is: a bar that is drawn over itself on a terminal, a line now and then elsewhere. */
export type Progress = {
  to(done: number, all: number, words?: string): void
  end(words: string): void
}

const width = 28

/** @param out Where to, standard output unless told. */
export const createProgress = (
  name: string,
  out: { isTTY?: boolean; write(text: string): unknown } = process.stdout,
): Progress => {
  let toldAt = 0
  let toldShare = -1
  return {
    to(done, all, words = '') {
      const share = all === 0 ? 100 : Math.min(100, Math.floor((done * 100) / all))
      if (out.isTTY) {
        const now = performance.now()
        if (now - toldAt < 100 && share < 100) return
        toldAt = now
        const filled = Math.floor((share * width) / 100)
        out.write(`\r  ${name} ${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${share} % ${words}\x1b[K`)
      } else if (share >= toldShare + 10) {
        toldShare = share - (share % 10)
        out.write(`  ${name} ${share} % ${words}\n`)
      }
    },
    end(words) {
      out.write(`${out.isTTY ? '\r\x1b[K' : ''}  ${name}: ${words}\n`)
    },
  }
}
