/**
 * Field 86 of MT94x, which each country fills in its own way: German subfields (`?20`, `?32`, with SEPA keys inside), tags
 * between slashes (Dutch banks: `/CNTP/…/REMI/…/`), labels (mBank: `OD: …; TYT.: …`), subfields of `:NS:`, or plain text.
 */
import { joinTexts, textOrNull } from './values.ts';

export interface MtText {
  partyName: string | null;
  partyAccount: string | null;
  /** the parties' own number: end-to-end id, or the virtual account that was paid into */
  reference: string | null;
  text: string | null;
  /** the bank took or sent the money back */
  returned: boolean;
}

const NOTHING: MtText = { partyName: null, partyAccount: null, reference: null, text: null, returned: false };

/** Reads the lines of field 86 (and `:NS:`) of one entry. */
export function readMtText(lines: readonly string[]): MtText {
  const joined = lines.join('');
  const german = /^\s*(?:\d{3})?([?>~<@+])(?=\d{2})/.exec(joined);
  if (german) return readSubfields(joined, german[1] as string);
  const flat = lines.join('\n');
  if (/^\s*\/[A-Z]{2,8}\//.test(flat)) return readSlashes(lines.join(''));
  if (/\b(TYT\.|TNR|Z RACH\.|NA RACH\.):/.test(flat)) return readLabels(lines.map((line) => line.trim()).join(' '));
  return { ...NOTHING, text: joinTexts([flat.replace(/\s+/g, ' ')]) };
}

function readSubfields(joined: string, separator: string): MtText {
  const fields = new Map<string, string>();
  for (const part of joined.split(separator).slice(1)) {
    const code = part.slice(0, 2);
    if (/^\d{2}$/.test(code)) fields.set(code, `${fields.get(code) ?? ''}${part.slice(2)}`);
  }
  const values = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => fields.get(String(from + i).padStart(2, '0')) ?? '');
  const range = (from: number, to: number) => values(from, to).join('');
  // Texts run on from one subfield to the next; only a key begins anew.
  const remittance = [...values(20, 29), ...values(60, 63)]
    .map((value) => (SEPA_KEY.test(value.slice(0, 5)) ? `\n${value}` : value))
    .join('')
    .trim();
  const sepa = readSepa(remittance);
  return {
    partyName: textOrNull(range(32, 33)),
    partyAccount: textOrNull(fields.get('38')) ?? textOrNull(fields.get('31')),
    reference: textOrNull(sepa.get('EREF')),
    text: textOrNull(sepa.get('SVWZ')) ?? joinTexts([sepa.size === 0 ? remittance : null, fields.get('00')]),
    returned: sepa.has('RTRN') || /R(Ü|UE)CK(LAST|GABE|ZAHL)/i.test(fields.get('00') ?? ''),
  };
}

const SEPA_KEY = /\b(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|RTRN|IBAN|BIC)\+/;

/** Keys of the German credit industry inside the remittance. */
function readSepa(text: string): Map<string, string> {
  const parts = text.split(SEPA_KEY);
  const found = new Map<string, string>();
  for (let i = 1; i < parts.length; i += 2) found.set(parts[i] as string, (parts[i + 1] as string).trim());
  return found;
}

const SLASH_TAG = /\/(EREF|PREF|MARF|CSID|CNTP|REMI|RTRN|BENM|ORDP|NAME|IBAN|BIC|TRTP|ISDT|ULTD|ULTC|PURP|ADDR|ID)\//;

function readSlashes(text: string): MtText {
  const parts = text.split(SLASH_TAG);
  const found = new Map<string, string>();
  for (let i = 1; i < parts.length; i += 2) {
    const value = (parts[i + 1] as string).replace(/^\/+|\/+$/g, '').trim();
    if (value !== '' && !found.has(parts[i] as string)) found.set(parts[i] as string, value);
  }
  // CNTP holds account, bank, name and town, with slashes between.
  const [account, , name] = found.get('CNTP')?.split('/') ?? [];
  const [kbs, kbsName] = (found.get('BENM') ?? found.get('ORDP') ?? '').split('/');
  const untagged = kbsName !== undefined && !found.has('NAME');
  return {
    partyName: textOrNull(found.get('NAME') ?? name ?? (untagged ? kbsName : undefined)),
    partyAccount: textOrNull(found.get('IBAN') ?? account ?? (untagged ? kbs : undefined)),
    reference: textOrNull(found.get('EREF')),
    text: textOrNull(found.get('REMI')?.replace(/^(USTD|STRD\/\w+)\/+/, '')) ?? joinTexts([text.replace(/\s+/g, ' ')]),
    returned: found.has('RTRN'),
  };
}

function readLabels(text: string): MtText {
  const after = (label: string) => textOrNull(new RegExp(`${label}:\\s*([^;]*)`).exec(text)?.[1]);
  return {
    partyName: after('\\b(?:OD|DLA)'),
    partyAccount: after('(?:Z|NA) RACH\\.')?.replace(/\s/g, '') ?? null,
    reference: after('ID IPH'),
    text: after('TYT\\.') ?? joinTexts([text]),
    returned: false,
  };
}

/** Subfields of `:NS:` behind an entry: 01 to 14 what for, 15 who, 17 the kind of booking, 19 the other account. */
export function readNs(lines: readonly string[]): MtText {
  const of = (from: number, to: number) =>
    lines.filter((line) => Number(line.slice(0, 2)) >= from && Number(line.slice(0, 2)) <= to).map((l) => l.slice(2));
  return {
    ...NOTHING,
    partyName: joinTexts(of(15, 16)),
    partyAccount: joinTexts(of(19, 19)),
    text: joinTexts([...of(1, 14), ...of(17, 17)]),
  };
}
