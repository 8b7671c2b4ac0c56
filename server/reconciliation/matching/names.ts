/** Names as banks write them, made comparable. */

const COMPANY_SUFFIXES =
  /(股份有限公司|有限责任公司|有限公司|公司|incorporated|inc|limited|ltd|llc|gmbh|corporation|corp|co)$/u;

/**
 * A name without width, case, spaces, punctuation and company suffix, so that `ＡＣＭＥ Co., Ltd.` and `Acme` meet.
 * @returns an empty text where nothing is left
 */
export function normaliseName(name: string): string {
  let text = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]+/gu, '');
  for (;;) {
    const shorter = text.replace(COMPANY_SUFFIXES, '');
    // A name that is nothing but a suffix stays itself.
    if (shorter === text || shorter === '') return text;
    text = shorter;
  }
}

/** An account number or IBAN without spaces and signs, upper case. */
export function normaliseAccount(account: string): string {
  return account
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
}
