/** What a line may be matched with, looked up in constant time. Amounts change as matches are decided. */
import type { Decimal } from '../../kernel/money.ts';
import { normaliseAccount, normaliseName } from './names.ts';

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

export class IndexOfBills {
  readonly #byNumber = new Map<string, MatchableBill>();
  readonly #byCustomer = new Map<string, MatchableBill[]>();
  readonly #byAmount = new Map<string, MatchableBill[]>();
  readonly #customersByName = new Map<string, MatchableCustomer[]>();
  readonly #customersByAccount = new Map<string, MatchableCustomer[]>();
  readonly #customers = new Map<string, MatchableCustomer>();

  /** @param bills by due date, the oldest first */
  constructor(bills: readonly MatchableBill[], customers: readonly MatchableCustomer[]) {
    for (const bill of bills) {
      this.#byNumber.set(bill.number.toUpperCase(), bill);
      if (!bill.open.gt(0)) continue;
      push(this.#byCustomer, bill.customerId, bill);
      push(this.#byAmount, amountKey(bill.currency, bill.open), bill);
    }
    for (const customer of customers) {
      this.#customers.set(customer.id, customer);
      const name = normaliseName(customer.name);
      if (name) push(this.#customersByName, name, customer);
      const account = normaliseAccount(customer.bankAccount);
      if (account) push(this.#customersByAccount, account, customer);
    }
  }

  bill(number: string): MatchableBill | undefined {
    return this.#byNumber.get(number.toUpperCase());
  }

  customer(id: string): MatchableCustomer | undefined {
    return this.#customers.get(id);
  }

  /** Customers that the payer may be: by account where it is known, else by name. */
  payers(name: string, account: string): { customers: MatchableCustomer[]; by: 'account' | 'name' } {
    const byAccount = this.#customersByAccount.get(normaliseAccount(account) || '-');
    if (byAccount) return { customers: byAccount, by: 'account' };
    return { customers: this.#customersByName.get(normaliseName(name) || '-') ?? [], by: 'name' };
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
      bill.open = bill.open.minus(paid);
      rest = rest.minus(paid);
    }
  }
}

const amountKey = (currency: string, amount: Decimal) => `${currency} ${amount.toFixed()}`;

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
