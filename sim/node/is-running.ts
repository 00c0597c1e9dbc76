// Whether a process still runs on this machine.

/** @param owner number of a process; what is no such number (0 and below name groups of processes) does not run */
export function isRunning(owner: number): boolean {
  if (!Number.isInteger(owner) || owner < 1) return false;
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    // The process is there and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
