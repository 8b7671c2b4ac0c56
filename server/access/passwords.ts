import { hash, verify } from '@node-rs/argon2';
import { Refusal } from '../kernel/errors.ts';

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. The number is the library's `Algorithm.Argon2id`. */
const SETTINGS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const SHORTEST = 10;
const LONGEST = 200;

/**
 * Hashes a password with argon2id and a salt of its own. @returns a PHC string (`$argon2id$v=19$…`)
 * @throws Refusal `access.password_too_short`, `access.password_too_long`
 */
export function hashPassword(password: string): Promise<string> {
  const length = Array.from(password).length;
  if (length < SHORTEST) {
    throw new Refusal('access.password_too_short', `a password has at least ${SHORTEST} characters`, {
      field: 'password',
    });
  }
  if (length > LONGEST) {
    throw new Refusal('access.password_too_long', `a password has at most ${LONGEST} characters`, {
      field: 'password',
    });
  }
  // One password can be typed in several Unicode forms; NFKC makes them one (NIST SP 800-63B).
  return hash(password.normalize('NFKC'), SETTINGS);
}

/** A hash that no password has, so that an unknown login takes as long as a known one. */
let nobodysHash: Promise<string> | undefined;

/** Whether the password fits the hash. Without a hash it does the same work and says no. */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobodysHash ??= hash(crypto.randomUUID(), SETTINGS);
  // No password is longer, and hashing a long text would be work that a stranger makes us do.
  const candidate = password.slice(0, LONGEST * 4).normalize('NFKC');
  const fits = await verify(passwordHash ?? (await nobodysHash), candidate);
  return fits && passwordHash !== undefined;
}
