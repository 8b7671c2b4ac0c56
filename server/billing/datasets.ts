/** What billing shows in sheets. */
export { bills } from './bills-dataset.ts';
export { charges } from './charges-dataset.ts';
export { pricePreview } from './price-preview-dataset.ts';
export { runLines } from './run-lines-dataset.ts';
