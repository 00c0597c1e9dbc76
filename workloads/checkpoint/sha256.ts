// SHA-256 over bytes, synchronous and the same in Node and browsers: content hashes of checkpoints, training states and images.
import { sha256 as hasher } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** Lower-case hexadecimal digest of the pieces one after the other. */
export const sha256 = (...pieces: readonly Uint8Array[]): string =>
  bytesToHex(pieces.reduce((hash, piece) => hash.update(piece), hasher.create()).digest());
