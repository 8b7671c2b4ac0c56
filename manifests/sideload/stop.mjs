/** Ends `npm run excel` with one sentence that says what to do instead. */
export class Stop extends Error {}
