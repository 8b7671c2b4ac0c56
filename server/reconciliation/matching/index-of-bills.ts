/** What a line may be matched with, looked up in constant time. Amounts change as matches are decided. */
import type { Decimal } from '../../kernel/money.ts';
import { normaliseAccount, normaliseName } from './names.ts';
import { lettersFor, lettersOf } from './sound.ts';

/** A bill that a line may pay, or that a line may name although it is paid. */
export interface MatchableBill {
  id: string;
  number: string;
  customerId: string;
  currency: string;
  dueDate: string;
  open: Decimal;
}

export interface MatchableCustomer {
  id: string;
  name: string;
  bankAccount: string;
}

/** An account that a customer is known to pay from, as `normaliseAccount` writes it. */
export interface KnownAccount {
  account: string;
  customerId: string;
}

/** Who a payer may be. */
export interface Payers {
  customers: MatchableCustomer[];
  by: 'account' | 'name';
  /** Several customers are known to pay from this account, so that it tells less. */
  shared: boolean;
}

export class IndexOfBills {
  readonly #byNumber = new Map<string, MatchableBill>();
  readonly #byCustomer = new Map<string, MatchableBill[]>();
  readonly #byAmount = new Map<string, MatchableBill[]>();
  readonly #customersByName = new Map<string, MatchableCustomer[]>();
  readonly #customersByAccount = new Map<string, MatchableCustomer[]>();
  readonly #customers = new Map<string, MatchableCustomer>();
  /** By the letters that a name may be written with; made when somebody asks. */
  #customersBySound: Map<string, MatchableCustomer[]> | null = null;

  /** Where bills that may be open again stand in `#byAmount`. */
  readonly #placed = new Set<string>();
  readonly #sharedAccounts = new Set<string>();
  /** What bills were open with before `tryOut` began; null outside it. */
  #before: Map<MatchableBill, Decimal> | null = null;

  /**
   * @param bills by due date, the oldest first
   * @param known accounts beside those that customers name as theirs
   * @param reopening whether paid bills may be open again: `setOpen`
   */
  constructor(
    bills: readonly MatchableBill[],
    customers: readonly MatchableCustomer[],
    known: readonly KnownAccount[] = [],
    reopening = false,
  ) {
    for (const bill of bills) {
      this.#byNumber.set(bill.number.toUpperCase(), bill);
      const open = bill.open.gt(0);
      if (open || reopening) push(this.#byCustomer, bill.customerId, bill);
      if (open) push(this.#byAmount, amountKey(bill.currency, bill.open), bill);
      if (open && reopening) this.#placed.add(`${amountKey(bill.currency, bill.open)} ${bill.id}`);
    }
    for (const customer of customers) {
      this.#customers.set(customer.id, customer);
      const name = normaliseName(customer.name);
      if (name) push(this.#customersByName, name, customer);
      const account = normaliseAccount(customer.bankAccount);
      if (account) push(this.#customersByAccount, account, customer);
    }
    for (const { account, customerId } of known) this.#know(account, customerId);
  }

  #know(account: string, customerId: string): void {
    const customer = this.#customers.get(customerId);
    const holders = this.#customersByAccount.get(account) ?? [];
    if (!customer || holders.includes(customer)) return;
    push(this.#customersByAccount, account, customer);
    if (holders.length > 0) this.#sharedAccounts.add(account);
  }

  bill(number: string): MatchableBill | undefined {
    return this.#byNumber.get(number.toUpperCase());
  }

  customer(id: string): MatchableCustomer | undefined {
    return this.#customers.get(id);
  }

  /** Customers that the payer may be: by account where it is known, else by name. */
  payers(name: string, account: string): Payers {
    const key = normaliseAccount(account) || '-';
    const byAccount = this.#customersByAccount.get(key);
    if (byAccount) return { customers: byAccount, by: 'account', shared: this.#sharedAccounts.has(key) };
    return { customers: this.#customersByName.get(normaliseName(name) || '-') ?? [], by: 'name', shared: false };
  }

  /** Customers with a Chinese name that may be written like this in Latin letters. */
  soundingLike(name: string): readonly MatchableCustomer[] {
    const letters = lettersOf(name);
    return letters === null ? [] : (this.#bySound().get(letters) ?? []);
  }

  #bySound(): Map<string, MatchableCustomer[]> {
    if (this.#customersBySound) return this.#customersBySound;
    const made = new Map<string, MatchableCustomer[]>();
    for (const customer of this.#customers.values()) {
      for (const letters of lettersFor(customer.name)) push(made, letters, customer);
    }
    this.#customersBySound = made;
    return made;
  }

  /** Open bills of a customer in a currency, the oldest first. */
  openBills(customerId: string, currency: string): MatchableBill[] {
    return (this.#byCustomer.get(customerId) ?? []).filter((bill) => bill.currency === currency && bill.open.gt(0));
  }

  /** Open bills of exactly this amount. */
  billsOver(amount: Decimal, currency: string): MatchableBill[] {
    return (this.#byAmount.get(amountKey(currency, amount)) ?? []).filter((bill) => bill.open.eq(amount));
  }

  /** Takes what a decided match pays from the bills, in order. */
  pay(bills: readonly MatchableBill[], amount: Decimal): void {
    let rest = amount;
    for (const bill of bills) {
      const paid = bill.open.lt(rest) ? bill.open : rest;
      if (this.#before && !this.#before.has(bill)) this.#before.set(bill, bill.open);
      bill.open = bill.open.minus(paid);
      rest = rest.minus(paid);
    }
  }

  /** Sets what a bill is open with, as it was at another time. */
  setOpen(bill: MatchableBill, open: Decimal): void {
    bill.open = open;
    const amount = amountKey(bill.currency, open);
    const place = `${amount} ${bill.id}`;
    if (!open.gt(0) || this.#placed.has(place)) return;
    this.#placed.add(place);
    push(this.#byAmount, amount, bill);
  }

  /** Does something whose payments do not last: afterwards every bill is open with what it was. */
  async tryOut<T>(body: () => Promise<T>): Promise<T> {
    const before = new Map<MatchableBill, Decimal>();
    this.#before = before;
    try {
      return await body();
    } finally {
      this.#before = null;
      for (const [bill, open] of before) bill.open = open;
    }
  }
}

const amountKey = (currency: string, amount: Decimal) => `${currency} ${amount.toFixed()}`;

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
