import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { Refusal } from '../../../server/kernel/errors.ts';
import { plain } from '../../../server/kernel/money.ts';
import { parseStatementFile } from '../../../server/reconciliation/formats/parse.ts';
import type { ParsedFile, StatementLineInput } from '../../../server/reconciliation/formats/types.ts';

/** A file of our own writing, as bytes. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
}

/** A fixture's text, so that a test can damage it. */
export function fixtureText(name: string): string {
  return iconv.decode(fixture(name), name.startsWith('alipay') ? 'gb18030' : 'utf8');
}

export function parseText(text: string, encoding = 'utf8'): ParsedFile {
  return parseStatementFile(iconv.encode(text, encoding));
}

/** All lines of a file. */
export function linesOf(file: ParsedFile): StatementLineInput[] {
  return file.statements.flatMap(({ lines }) => lines);
}

/** `IN 285 2026-10-09 PAYMENT`: what a line must get right before anything else. */
export function short(line: StatementLineInput): string {
  return `${line.direction} ${plain(line.amount)} ${line.bookedOn} ${line.kind}`;
}

export function warningCodes(file: ParsedFile): string[] {
  return file.warnings.map(({ code }) => code);
}

/** Asserts that something is refused with a code (and at a line), and gives the refusal. */
export function assertRefused(act: () => unknown, code: string, line?: number): Refusal {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof Refusal, `expected a refusal, got ${String(error)}`);
    assert.equal(error.code, code, error.message);
    if (line !== undefined) assert.equal(error.line, line, error.message);
    return error;
  }
  throw new assert.AssertionError({ message: `expected to be refused with ${code}` });
}

/** A ZIP archive of these files. */
export function zip(files: Record<string, Uint8Array>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, bytes] of Object.entries(files)) {
    const [packed, nameBytes] = [deflateRawSync(bytes), Buffer.from(name)];
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x800, 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(nameBytes.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), facts, nameBytes, packed]);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), facts, place, nameBytes]));
    bodies.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, entries, end]);
}
