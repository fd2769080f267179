import { createTransport } from 'nodemailer'
import type { NoticeChannel } from './channel.ts'

/** Milliseconds a mail server has for each step. */
const patience = 20_000

/**
 * E-mail by a mail server.
 * @param url `smtps://name:password@host:port`, or `smtp://` where STARTTLS is offered or the server is this machine.
 * @param from The sender, as `Hurong <no-reply@example.org>`.
 */
export const smtpChannel = (url: string, from: string): NoticeChannel => {
  const { protocol, hostname } = new URL(url)
  const local = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
  const transport = createTransport({
    url,
    // What is written to people, and the name and password, never travel in the clear.
    requireTLS: protocol === 'smtp:' && !local,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async ({ id, to, subject, text }) => {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${id}@hurong>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
    },
    close: () => transport.close(),
  }
}
