// Text from files and command lines, made fit to be shown: what a terminal, TeX or XML would obey or refuse becomes visible.

// Control characters apart from line feed and tab, the marks that turn the direction of writing, and line separators.
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]/g;
const HEXADECIMAL = 16;
const DIGITS = 4;

/** The text with unprintable characters as escapes: an escape character as \u001b. Text without any stays as it is. */
export const printable = (text: string): string =>
  text.replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(HEXADECIMAL).padStart(DIGITS, "0")}`);
