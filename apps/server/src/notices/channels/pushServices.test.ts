import { expect, test } from 'vitest'
import { isPushService, knownPushServices } from './pushServices.ts'

test('push services of browsers are written to, by https and under their own names', () => {
  const known = (endpoint: string) => isPushService(endpoint, knownPushServices)
  expect(known('https://fcm.googleapis.com/fcm/send/abc')).toBe(true)
  expect(known('https://updates.push.services.mozilla.com/wpush/v2/abc')).toBe(true)
  expect(known('https://web.push.apple.com/abc')).toBe(true)
  expect(known('https://wns2-by3p.notify.windows.com/w/?token=abc')).toBe(true)
  for (const endpoint of [
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com:8443/fcm/send/abc',
    'https://fcm.googleapis.com.evil.example/abc',
    'https://evilpush.apple.com.example/abc',
    'https://notpush.apple.com/',
    'https://me:secret@fcm.googleapis.com/abc',
    'https://evil.example/?fcm.googleapis.com',
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:5432/',
    'file:///etc/passwd',
    'not an address',
  ])
    expect([endpoint, known(endpoint)]).toEqual([endpoint, false])
})

test('an origin that is named as a whole is written to as it stands', () => {
  const services = ['http://127.0.0.1:9000']
  expect(isPushService('http://127.0.0.1:9000/push/1', services)).toBe(true)
  expect(isPushService('http://127.0.0.1:9001/push/1', services)).toBe(false)
  expect(isPushService('https://127.0.0.1:9000/push/1', services)).toBe(false)
})
