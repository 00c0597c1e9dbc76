// Failures as a user sees them: a reason on standard error and an exit code; a stack only on request.
import { printable } from "../sim/printable.js";
import { isConfigError, isSimulationError } from "../sim/errors.js";
import { tell } from "./terminal.js";

export const EXIT = { bug: 1, config: 2, simulation: 3 } as const;

/** The end of a command that a signal stopped, with nothing lost. */
export class Stopped extends Error {
  /** @param exitCode 128 and the signal's number, by the shells' custom */
  constructor(readonly exitCode: number, message: string) {
    super(message);
  }
}

/** Writes the reason to standard error, nothing in it that a terminal would obey, and returns the exit code. */
export function reportFailure(error: unknown): number {
  const wantsStack = process.env["PIMENTO_DEBUG"] === "1";
  const say = (text: string): void => tell(printable(text));
  if (error instanceof Stopped) {
    say(error.message);
    return error.exitCode;
  }
  const machine = machineTrouble(error);
  if (machine !== null) {
    say(machine);
    return EXIT.config;
  }
  const known = isConfigError(error) || isSimulationError(error);
  if (known) say((wantsStack ? error.stack : undefined) ?? error.message);
  else say(bugMessage(error, wantsStack));
  return isConfigError(error) ? EXIT.config : isSimulationError(error) ? EXIT.simulation : EXIT.bug;
}

/** What the operating system refuses about files: no bug of ours, and nothing a stack would explain. */
const MACHINE_TROUBLE: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  EEXIST: "a file stands where a folder is needed",
  ENOTDIR: "a file stands where a folder is needed",
  EISDIR: "a folder stands where a file is needed",
  EMFILE: "too many open files",
};

function machineTrouble(error: unknown): string | null {
  const { code, path } = (error ?? {}) as { readonly code?: unknown; readonly path?: unknown };
  const reason = typeof code === "string" && Object.hasOwn(MACHINE_TROUBLE, code) ? MACHINE_TROUBLE[code] : undefined;
  return reason === undefined ? null : `cannot read or write${typeof path === "string" ? ` ${path}` : ""}: ${reason}`;
}

function bugMessage(error: unknown, wantsStack: boolean): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const reason = `This is a bug in pimento, not in your config: ${message}`;
  return wantsStack ? `${reason}\n${stack ?? ""}` : `${reason}\nSet PIMENTO_DEBUG=1 to see where it happened, and please report it.`;
}
