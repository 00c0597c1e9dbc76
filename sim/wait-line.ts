// Who stands in line: first come first served within a priority, higher priority first. Parallel arrays with a moving
// head, so that joining and leaving cost no allocation per request.

import type { TimePs } from "./time.js";

/** First come, first served; each entry remembers when it came. */
class Line<T> {
  #entries: T[] = [];
  #since: TimePs[] = [];
  #head = 0;

  constructor(readonly priority: number) {}

  get length(): number {
    return this.#entries.length - this.#head;
  }

  get first(): T | undefined {
    return this.#entries[this.#head];
  }

  get firstSincePs(): TimePs {
    return this.#since[this.#head]!;
  }

  join(entry: T, now: TimePs): void {
    this.#entries.push(entry);
    this.#since.push(now);
  }

  leave(): void {
    this.#head++;
    const isMostlyEmpty = this.#head > 32 && this.#head * 2 > this.#entries.length;
    if (!isMostlyEmpty && this.length > 0) return;
    this.#entries.splice(0, this.#head);
    this.#since.splice(0, this.#head);
    this.#head = 0;
  }

  list(): { entry: T; sincePs: TimePs }[] {
    return this.#entries.slice(this.#head).map((entry, i) => ({ entry, sincePs: this.#since[this.#head + i]! }));
  }
}

/** Lines by priority. A caller that always gives the same priority has one line: FIFO. */
export class WaitLine<T> {
  /** In descending priority. */
  readonly #lines: Line<T>[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Whose turn it is, or undefined when nobody waits. */
  get first(): T | undefined {
    return this.#firstLine()?.first;
  }

  /** Since when the first one waits. Only while somebody waits. */
  get firstSincePs(): TimePs {
    return this.#firstLine()!.firstSincePs;
  }

  join(entry: T, now: TimePs, priority = 0): void {
    this.#lineOf(priority).join(entry, now);
    this.#length++;
  }

  /** The first one leaves the line. */
  leave(): void {
    this.#firstLine()!.leave();
    this.#length--;
  }

  /** Everybody in line, in the order they would be served. */
  list(): { entry: T; sincePs: TimePs }[] {
    return this.#lines.flatMap((line) => line.list());
  }

  #firstLine(): Line<T> | undefined {
    for (const line of this.#lines) if (line.length > 0) return line;
    return undefined;
  }

  #lineOf(priority: number): Line<T> {
    let index = 0;
    while (index < this.#lines.length && this.#lines[index]!.priority > priority) index++;
    if (this.#lines[index]?.priority !== priority) this.#lines.splice(index, 0, new Line<T>(priority));
    return this.#lines[index]!;
  }
}
