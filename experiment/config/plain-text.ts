// Bytes that a user gives as a text file: UTF-8 and nothing else, said in one line wherever they come from.
import { ConfigError } from "../../sim/errors.js";

// Control characters apart from tab, line feed and carriage return, and the mark of bytes that were not UTF-8.
// eslint-disable-next-line no-control-regex
const BINARY = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/;

/** Is it text as decoded from UTF-8, without control characters? */
export const isPlainText = (text: string): boolean => !BINARY.test(text);

/** @returns the text, without a byte order mark. Throws ConfigError for bytes that are no text in UTF-8. */
export function plainText({ file, bytes }: { readonly file: string; readonly bytes: Uint8Array }): string {
  const text = new TextDecoder().decode(bytes);
  if (isPlainText(text)) return text;
  throw new ConfigError({ path: file, message: "is not a text file in UTF-8" });
}
