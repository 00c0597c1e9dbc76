// What results say of the program that made them. A convention test holds the version against package.json; the build puts the content hash
// of what decides results in the place of "source" (reports/node/finish-build.mjs).
export const VERSION = "0.1.0";

/** Twelve hexadecimal digits; the same wherever and whenever the same sources are built. */
export const PROGRAM: string = "source";
