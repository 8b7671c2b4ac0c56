/** Recognises files that are no statement whatever their name says, by their first bytes. */
import { Refusal } from '../../kernel/errors.ts';

const KNOWN_BINARY: readonly [string, readonly number[]][] = [
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
  ['a GIF picture', [0x47, 0x49, 0x46, 0x38]],
  ['a BMP picture', [0x42, 0x4d]],
  ['a TIFF picture', [0x49, 0x49, 0x2a, 0x00]],
  ['a TIFF picture', [0x4d, 0x4d, 0x00, 0x2a]],
  ['a WebP picture or a sound', [0x52, 0x49, 0x46, 0x46]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46]],
  ['a RAR archive', [0x52, 0x61, 0x72, 0x21]],
  ['a 7z archive', [0x37, 0x7a, 0xbc, 0xaf]],
];

/** @throws Refusal `statement.not_a_statement` naming what the file is */
export function refuseBinary(bytes: Uint8Array): void {
  for (const [what, magic] of KNOWN_BINARY) {
    // Two letters alone may well begin a text; a picture has zero bytes soon after.
    const certain = magic.length > 2 || bytes.subarray(2, 64).includes(0);
    if (magic.every((byte, i) => bytes[i] === byte) && certain) {
      throw new Refusal('statement.not_a_statement', `The file is ${what}, not a statement, whatever its name says.`);
    }
  }
}

/** True for an Excel workbook: the old kind is a compound file, the new one a ZIP archive with a list of content types. */
export function isWorkbook(bytes: Uint8Array): boolean {
  if ([0xd0, 0xcf, 0x11, 0xe0].every((byte, i) => bytes[i] === byte)) return true;
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isZip && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('xl/workbook.xml');
}
