import { join } from 'node:path';
import { defineConfig } from 'vite';

/** The page of the suite, built only for `npm run excel -- --suite` and for the test of the page itself. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  // The contract asks Node's assertions; a browser has ours, which the tests hold to Node's.
  resolve: { alias: { 'node:assert/strict': join(import.meta.dirname, 'assert.ts') } },
  build: {
    outDir: join(import.meta.dirname, '../../output/excel-suite'),
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 2_000,
    reportCompressedSize: false,
  },
});
