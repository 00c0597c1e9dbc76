// Types of program-hash.mjs, for the test that imports it.
export const VERSION_FILE: string;
export function naming(text: string, program: string): string;
export function programHash(root: string): string;
