// The options of a command as they were given, for the command on a card that repeats it.

/** `--name value` of every option that has a value, quoted for a shell where it needs to be. */
export const givenOptions = <Name extends string>(args: Readonly<Partial<Record<Name, unknown>>>, names: readonly Name[]): string[] =>
  names.flatMap((name) => (args[name] === undefined ? [] : [`--${name} ${shellWord(String(args[name]))}`]));

const shellWord = (text: string): string => (/^[\w.,+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
