// Failures as a user sees them: a reason on standard error and an exit code; a stack only on request.
import { isConfigError, isSimulationError } from "../sim/errors.js";

export const EXIT = { bug: 1, config: 2, simulation: 3 } as const;

/** Writes the reason to standard error and returns the exit code. */
export function reportFailure(error: unknown): number {
  const wantsStack = process.env["PIMENTO_DEBUG"] === "1";
  const known = isConfigError(error) || isSimulationError(error);
  if (known) console.error(wantsStack ? error.stack : error.message);
  else console.error(bugMessage(error, wantsStack));
  return isConfigError(error) ? EXIT.config : isSimulationError(error) ? EXIT.simulation : EXIT.bug;
}

function bugMessage(error: unknown, wantsStack: boolean): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const reason = `This is a bug in pimento, not in your config: ${message}`;
  return wantsStack ? `${reason}\n${stack ?? ""}` : `${reason}\nSet PIMENTO_DEBUG=1 to see where it happened, and please report it.`;
}
