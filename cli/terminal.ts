// Where a command prints: the streams that `main` was given. Results go out, everything else goes to the error stream.
import { AsyncLocalStorage } from "node:async_hooks";

/** What a command needs of a stream; the process's own have it. */
export interface Stream {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

export interface Streams {
  readonly out: Stream;
  readonly err: Stream;
}

const given = new AsyncLocalStorage<Streams>();

/** Everything that `work` prints goes to these streams, however many commands run at once. */
export const printingTo = <Result>(streams: Streams, work: () => Result): Result => given.run(streams, work);

/** The streams of the command under way. */
export const streams = (): Streams => given.getStore() ?? { out: process.stdout, err: process.stderr };

/** A line, or several, of the result. */
export const print = (text: string): void => void streams().out.write(`${text}\n`);

/** A line about the result: a warning, a note, progress, a reason. */
export const tell = (text: string): void => void streams().err.write(`${text}\n`);
