import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { NoticeChannel } from './channel.ts'

/** E-mail that goes nowhere: each is a file to look at, so that a platform on one machine shows what it would send. */
export const folderChannel = (folder: string): NoticeChannel => {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    send: async ({ id, to, subject, text }) => {
      const { message } = await transport.sendMail({
        from: 'Hurong <hurong@localhost>',
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${id}@hurong>`,
      })
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileSync(join(folder, `${id}.eml`), message as Buffer, { mode: 0o600 })
    },
    close: () => transport.close(),
  }
}
