import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createApp } from './app.ts'
import type { ApiContext } from './context.ts'
import { createMetrics } from './metrics.ts'

type Schema = Record<string, unknown>
interface Media {
  readonly schema: Schema
  readonly example?: unknown
  readonly examples?: Record<string, { readonly value: unknown }>
}
interface Parameter {
  readonly name: string
  readonly in: string
  readonly schema: Schema
  readonly example?: unknown
}
interface Operation {
  readonly summary?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Record<string, Media> }
  readonly responses: Record<
    string,
    { readonly description: string; readonly content?: Record<string, Media> }
  >
}
interface Document {
  readonly paths: Record<string, Record<string, Operation>>
}

/** The same schema with nothing allowed that it does not name, so that an example shows no field of the past. */
const strict = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(strict)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]))
  return 'properties' in inner && !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner
}
const faultsOf = (schema: Schema, value: unknown) =>
  z.fromJSONSchema(strict(schema) as never).safeParse(value).error?.issues ?? []
const valuesOf = ({ example, examples }: Media): unknown[] =>
  example !== undefined ? [example] : Object.values(examples ?? {}).map(({ value }) => value)

describe('the OpenAPI document', async () => {
  // What it describes is told by the routes alone; nothing is read.
  const context = { metrics: createMetrics({ defaults: false }) } as ApiContext
  const app = createApp({ context, limit: { perMinute: 1_000 } })
  const document = (await (await app.request('/openapi.json')).json()) as Document
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
    ),
  )

  test('describes every route that is answered', () => {
    const answered = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/v1/'))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    expect(new Set(operations.map(([name]) => name))).toEqual(new Set(answered))
    expect(operations.length).toBeGreaterThan(0)
  })

  test('names the routes that the list in the SDK names', () => {
    const list = new URL('../../../../packages/sdk/src/api/endpoints.md', import.meta.url)
    const listed = [...readFileSync(list, 'utf8').matchAll(/^\| ([A-Z]+) (\/[\w/{}-]+)/gm)]
    expect(operations.map(([name]) => name).sort()).toEqual(
      listed.map(([, method, path]) => `${method} /api/v1${path}`).sort(),
    )
  })

  test.each(operations)(
    'says of %s what it is for, and gives an example of each answer that fits it',
    (_, operation) => {
      expect(operation.summary).toBeTruthy()
      for (const [status, { description, content }] of Object.entries(operation.responses)) {
        expect(description, status).toBeTruthy()
        for (const [type, media] of Object.entries(content ?? {})) {
          const values = valuesOf(media)
          expect(values.length, `${status} ${type} has an example`).toBeGreaterThan(0)
          for (const value of values) expect(faultsOf(media.schema, value), `${status} ${type}`).toEqual([])
        }
      }
      expect(Object.keys(operation.responses)).toContain('200')
    },
  )

  test.each(operations)(
    'gives for %s an example of each parameter and of its body that fits it',
    (_, operation) => {
      for (const { name, schema, example } of operation.parameters ?? []) {
        const given = example ?? schema.example
        expect(given, `${name} has an example`).toBeDefined()
        expect(faultsOf(schema, given), name).toEqual([])
      }
      for (const [type, media] of Object.entries(operation.requestBody?.content ?? {})) {
        const values = valuesOf(media)
        expect(values.length, `${type} has an example`).toBeGreaterThan(0)
        for (const value of values) expect(faultsOf(media.schema, value), type).toEqual([])
      }
    },
  )

  test('tells which answers come as text that a spreadsheet reads', () => {
    const answer = document.paths['/api/v1/portfolios/{address}/cash-flows']?.get?.responses['200']
    expect(Object.keys(answer?.content ?? {})).toEqual(['application/json', 'text/csv'])
  })

  test('would find an example that does not fit', () => {
    const schema = { type: 'object', properties: { at: { type: 'integer' } }, required: ['at'] }
    expect(faultsOf(schema, { at: 5 })).toEqual([])
    for (const wrong of [{}, { at: '5' }, { at: 5, more: 1 }]) expect(faultsOf(schema, wrong)).not.toEqual([])
  })
})
