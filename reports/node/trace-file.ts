// A timeline written while a run goes on. The file has its name only once it is whole.
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { LifeSpan, Track } from "../../sim/life-line.js";
import { ChromeTrace } from "../formats/chrome-trace.js";

const CHUNK_CHARACTERS = 65_536;

/** A timeline on its way to a file: `add` spans, then `finish` or `drop` it. */
export class TraceFile {
  readonly #trace = new ChromeTrace();
  readonly #beside: string;
  readonly #descriptor: number;
  #pending = this.#trace.opening;

  /** Makes the folder if needed. Throws the system's error. */
  constructor(readonly file: string) {
    mkdirSync(dirname(file), { recursive: true });
    this.#beside = `${file}.${process.pid}.part`;
    this.#descriptor = openSync(this.#beside, "w");
  }

  add(subnet: string, span: LifeSpan & Track): void {
    this.#pending += this.#trace.lines(subnet, span);
    if (this.#pending.length > CHUNK_CHARACTERS) this.#flush();
  }

  /** The trace is whole. */
  finish(): void {
    this.#pending += this.#trace.closing;
    this.#flush();
    fsyncSync(this.#descriptor);
    closeSync(this.#descriptor);
    renameSync(this.#beside, this.file);
  }

  /** Nothing is left of it. */
  drop(): void {
    closeSync(this.#descriptor);
    rmSync(this.#beside, { force: true });
  }

  #flush(): void {
    writeFileSync(this.#descriptor, this.#pending);
    this.#pending = "";
  }
}
