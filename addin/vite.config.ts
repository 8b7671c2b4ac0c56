import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const page = (name: string) => join(import.meta.dirname, name);

/** Two pages over one pane: the workbench, and the task pane that Excel shows. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The spreadsheet of the workbench is one large part on purpose; it is loaded after the pane stands.
    chunkSizeWarningLimit: 10_000,
    reportCompressedSize: false,
    rolldownOptions: { input: { workbench: page('index.html'), taskpane: page('taskpane.html') } },
  },
});
