/** The bytes of a file that may be read several times, part by part: in memory, or on the disk. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

export interface ByteSource {
  size: number;
  /** The first bytes, at most so many. */
  head(most: number): Promise<Buffer>;
  /** All bytes, part by part, from the beginning. */
  parts(): AsyncIterable<Buffer>;
}

const PART = 256 * 1024;

/** Bytes that are in memory already. */
export function bytesInMemory(bytes: Buffer, part = PART): ByteSource {
  return {
    size: bytes.length,
    head: (most) => Promise.resolve(bytes.subarray(0, most)),
    async *parts() {
      for (let at = 0; at < bytes.length; at += part) yield bytes.subarray(at, at + part);
    },
  };
}

/** A file on the disk, which must stay there while it is read. */
export function bytesOfFile(path: string, size: number): ByteSource {
  return {
    size,
    async head(most) {
      const file = await open(path);
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(most, size)), 0, Math.min(most, size), 0);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
    parts: () => createReadStream(path, { highWaterMark: PART }) as AsyncIterable<Buffer>,
  };
}
