// Files are read to a limit: what has no end, or says another size than it has, costs no more memory than that.
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { ConfigError } from "../errors.js";
import { groupDigits } from "../digits.js";

const PIECE_BYTES = 1 << 16;

/**
 * A file's bytes, or what comes through a pipe until it ends.
 * @param shown path in errors
 * @throws ConfigError for a device, and for more than `limit` bytes; the operating system's errors as they are
 */
export function readLimited(file: string, shown: string, limit: number): Uint8Array {
  const handle = openSync(file, "r");
  try {
    const stat = fstatSync(handle);
    if (!stat.isFile() && !stat.isFIFO() && !stat.isDirectory()) {
      throw new ConfigError({ path: shown, message: "is no file to read", found: "a device", allowed: "a file, or a pipe" });
    }
    return stat.size > limit ? tooLarge(shown, limit) : readAll(handle, shown, stat.size, limit);
  } finally {
    closeSync(handle);
  }
}

/** @param size that the file is said to have; 0 of pipes, and of files that the kernel writes while they are read */
function readAll(handle: number, shown: string, size: number, limit: number): Uint8Array {
  const whole = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const read = readSync(handle, whole, length, size - length, null);
    if (read === 0) return whole.subarray(0, length);
    length += read;
  }
  const pieces = [whole];
  for (;;) {
    const piece = new Uint8Array(PIECE_BYTES);
    const read = readSync(handle, piece, 0, PIECE_BYTES, null);
    if (read === 0) return pieces.length === 1 ? whole : new Uint8Array(Buffer.concat(pieces, length));
    length += read;
    if (length > limit) return tooLarge(shown, limit);
    pieces.push(piece.subarray(0, read));
  }
}

function tooLarge(shown: string, limit: number): never {
  throw new ConfigError({
    path: shown,
    message: "is larger than such a file can be",
    found: `more than ${groupDigits(limit)} bytes`,
    allowed: `at most ${groupDigits(limit)} bytes`,
  });
}
