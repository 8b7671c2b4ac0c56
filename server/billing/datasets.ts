/** What billing shows in sheets. */
export { bills } from './bills-dataset.ts';
export { charges } from './charges-dataset.ts';
export { runComparison } from './comparison-dataset.ts';
export { pricePreview } from './price-preview-dataset.ts';
export { runExceptions, runLines } from './run-lines-dataset.ts';
