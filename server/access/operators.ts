import { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import { type Books, read } from '../ledger/books.ts';
import { write } from '../ledger/unit-of-work.ts';
import type { Role } from './entities.ts';
import { hashPassword } from './passwords.ts';

/** Who is to sign in. */
export interface NewOperator {
  /** Lower-case letters, digits, `.`, `_`, `-`. */
  login: string;
  name: string;
  password: string;
  roles: readonly Role[];
  language?: 'ZH' | 'EN';
}

/** An operator as others may see it. */
export interface OperatorView {
  id: string;
  login: string;
  name: string;
  roles: Role[];
  language: 'ZH' | 'EN';
}

/**
 * Makes an operator of the tenant. The password is stored as an argon2id hash and stands in no audit record.
 * @returns its id
 * @throws Refusal `access.login_invalid`, `access.login_taken`, `access.no_role`, `access.password_too_short`
 */
export async function createOperator(books: Books, input: NewOperator): Promise<string> {
  const { login, name, language = 'ZH' } = input;
  if (!/^[a-z0-9][a-z0-9._-]{0,39}$/.test(login)) {
    const message = `“${login.slice(0, 40)}” is no login: up to 40 lower-case letters, digits, dots, dashes`;
    throw new Refusal('access.login_invalid', message, { field: 'login' });
  }
  if (input.roles.length === 0) {
    throw new Refusal('access.no_role', 'an operator without a role could do nothing; name at least one', {
      field: 'roles',
    });
  }
  const roles = [...new Set(input.roles)];
  const passwordHash = await hashPassword(input.password);
  const id = newId();
  return write(books, 'access.create_operator', async (work) => {
    const made = await work.db
      .insertInto('operator')
      .values({
        tenant_id: work.tenantId,
        id,
        login,
        name,
        password_hash: passwordHash,
        roles,
        language,
        change_id: work.changeId,
      })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'login']).doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows === 0n) {
      throw new Refusal('access.login_taken', `there is an operator “${login}” already`, { field: 'login' });
    }
    work.audit({ noun: 'Operator', rowId: id, action: 'CREATED', after: { login, name, roles, language } });
    return id;
  });
}

/** The operator who opened the books. @throws Refusal `access.sign_in_required` when the product itself did */
export async function currentOperator(books: Books): Promise<OperatorView> {
  const id = books.operator?.id;
  if (id === undefined) throw new Refusal('access.sign_in_required', 'sign in first');
  return read(books, (db) =>
    db
      .selectFrom('operator')
      .select(['id', 'login', 'name', 'roles', 'language'])
      .where('tenant_id', '=', books.tenant.id)
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );
}
