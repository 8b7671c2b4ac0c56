/** Unpacks ZIP archives (banks and channels pack several statements into one download) and GZIP (WeChat's bill API). */
import { crc32, gunzipSync, inflateRawSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { Refusal } from '../../kernel/errors.ts';

export interface ArchiveMember {
  name: string;
  bytes: Uint8Array;
}

const MAX_MEMBERS = 500;
const MAX_BYTES = 256 * 1024 * 1024;
const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** True for the first bytes of a ZIP archive (an XLSX workbook is one, too). */
export function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05);
}

/**
 * The content of a GZIP file; any other file as it is.
 * @throws Refusal `statement.cut_file`
 */
export function gunzipped(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BYTES });
  } catch {
    throw new Refusal('statement.cut_file', 'The GZIP file is cut or damaged. Fetch it again.');
  }
}

/**
 * Unpacks an archive (stored and deflated members; folders and system files are left out), every member checked
 * against its checksum.
 * @throws Refusal `statement.cut_file` for a cut or damaged archive, `statement.archive_too_large`,
 *   `statement.archive_encrypted`, `statement.archive_method`
 */
export function readArchive(bytes: Uint8Array): ArchiveMember[] {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readDirectory(data);
  } catch (error) {
    if (error instanceof RangeError) throw damaged();
    throw error;
  }
}

function damaged(): Refusal {
  return new Refusal('statement.cut_file', 'The ZIP archive is cut or damaged. Fetch it again.');
}

function readDirectory(data: Buffer): ArchiveMember[] {
  let end = data.length - 22;
  while (end >= 0 && data.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) throw damaged();
  const count = data.readUInt16LE(end + 10);
  if (count > MAX_MEMBERS) throw tooLarge();
  const members: ArchiveMember[] = [];
  let at = data.readUInt32LE(end + 16);
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    if (data.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged();
    const nameEnd = at + 46 + data.readUInt16LE(at + 28);
    total += data.readUInt32LE(at + 24);
    if (total > MAX_BYTES) throw tooLarge();
    const name = memberName(data.subarray(at + 46, nameEnd), data.readUInt16LE(at + 8));
    if (!isSystemFile(name)) members.push({ name, bytes: readMember(data, at) });
    at = nameEnd + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32);
  }
  return members;
}

function tooLarge(): Refusal {
  return new Refusal(
    'statement.archive_too_large',
    `The archive holds more than ${MAX_MEMBERS} files or ${MAX_BYTES / 1024 / 1024} MB; unpack it and import the files one by one.`,
  );
}

/** Names without the UTF-8 flag come from Chinese systems, or are ASCII. */
function memberName(raw: Buffer, flags: number): string {
  const asUtf8 = raw.toString('utf8');
  return (flags & 0x800) !== 0 || !asUtf8.includes('\uFFFD') ? asUtf8 : iconv.decode(raw, 'gb18030');
}

function isSystemFile(name: string): boolean {
  return name.endsWith('/') || name.startsWith('__MACOSX/') || /(^|\/)\.[^/]*$/.test(name);
}

function readMember(data: Buffer, entry: number): Uint8Array {
  const [flags, method] = [data.readUInt16LE(entry + 8), data.readUInt16LE(entry + 10)];
  const [checksum, packed, size] = [16, 20, 24].map((offset) => data.readUInt32LE(entry + offset)) as [
    number,
    number,
    number,
  ];
  if ((flags & 1) !== 0) {
    throw new Refusal('statement.archive_encrypted', 'The archive has a password; unpack it and import the files.');
  }
  const local = data.readUInt32LE(entry + 42);
  const start = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28);
  if (start + packed > data.length) throw damaged();
  const content = unpack(data.subarray(start, start + packed), method, size);
  if (content.length !== size || crc32(content) !== checksum) throw damaged();
  return content;
}

function unpack(raw: Buffer, method: number, size: number): Uint8Array {
  if (method === 0) return raw;
  if (method !== 8) {
    throw new Refusal(
      'statement.archive_method',
      'The archive is packed in an unusual way; unpack it and import the files.',
    );
  }
  try {
    return inflateRawSync(raw, { maxOutputLength: size + 1 });
  } catch {
    throw damaged();
  }
}
