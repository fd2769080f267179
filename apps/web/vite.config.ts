import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Where the API of a running platform is, for `vite dev` alone; the built site is served by the platform itself. */
const api = process.env.HURONG_API ?? 'http://127.0.0.1:8080'

/** Lays a compressed twin beside every text file of the build; the server sends it as it stands. */
const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  writeBundle({ dir }) {
    if (dir === undefined) return
    for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(js|css|html|svg|json|webmanifest)$/.test(entry.name)) continue
      const path = join(entry.parentPath, entry.name)
      const content = readFileSync(path)
      writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
      writeFileSync(`${path}.br`, brotliCompressSync(content))
    }
  },
})

/** Tells `first.js` where the words of each language are, so that they are asked for together with the code that wants them. */
const early = (): Plugin => ({
  name: 'early',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) =>
      Object.values(bundle).flatMap((file) => {
        const module = file.type === 'chunk' ? (file.facadeModuleId ?? '') : ''
        const language = /[\\/]i18n[\\/](zh|en)[\\/]index\.ts$/.exec(module)?.[1]
        if (language === undefined) return []
        const attrs = { name: `hurong-words-${language}`, content: `/${file.fileName}` }
        return [{ tag: 'meta', injectTo: 'head-prepend' as const, attrs }]
      }),
  },
})

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), early(), compressed()],
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    manifest: 'assets.json',
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'shell', tags: ['$initial'], priority: 1 },
            {
              name: 'shared',
              test: /[\\/]web[\\/]src[\\/](api|chain|components|events|format)[\\/]/,
              minShareCount: 3,
            },
          ],
        },
      },
    },
    // The chunk with the contracts' library is large and loaded only to act or when the server is gone.
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: {
      // Signing in is for pages of the address that was asked, which the server has to hear as it is.
      ...Object.fromEntries(
        ['/api/v1/sessions', '/api/v1/co-signatures'].map((path) => [
          path,
          { target: api, changeOrigin: false },
        ]),
      ),
      ...Object.fromEntries(
        ['/api', '/health', '/ready', '/config.json', '/deployment.json', '/openapi.json', '/docs'].map(
          (path) => [path, api],
        ),
      ),
    },
  },
})
