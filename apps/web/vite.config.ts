import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where the API of a running platform is, for `vite dev` alone; the built site is served by the platform itself. */
const api = process.env.HURONG_API ?? 'http://127.0.0.1:8080'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    manifest: 'assets.json',
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': api, '/health': api } },
})
