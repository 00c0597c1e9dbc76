// Walks a program's loops lazily and yields the instructions of one agent in order, with the loop indices in force.
import type { Agent, Instruction } from "./instruction.js";
import { evaluate } from "./affine.js";
import type { Loop, Node } from "./program.js";

interface Frame {
  readonly body: readonly Node[];
  readonly index: string | null;
  readonly count: number;
  position: number;
  iteration: number;
}

/** Who executes an instruction, by its name. */
export type AgentOf = (op: string) => Agent;

const runsOn = (node: Node, agent: Agent, agentOf: AgentOf): boolean =>
  node.kind === "act" ? agentOf(node.instruction.op) === agent : node.body.some((inner) => runsOn(inner, agent, agentOf));

/** Keep the nodes of one agent: what its sequencer holds. */
export function project(body: readonly Node[], agent: Agent, agentOf: AgentOf): readonly Node[] {
  const own = body.filter((node) => runsOn(node, agent, agentOf));
  return own.map((node) => (node.kind === "act" ? node : { ...node, body: project(node.body, agent, agentOf) }));
}

/** Sequencer of one agent and lane. `indices` is reused between calls: read it before the next one. */
export class Cursor {
  readonly indices: Record<string, number>;
  readonly #frames: Frame[];

  constructor(body: readonly Node[], lane: number) {
    this.indices = { lane };
    this.#frames = [{ body, index: null, count: 1, position: 0, iteration: 0 }];
  }

  /** The next instruction, or undefined at the end. */
  next(): Instruction | undefined {
    for (;;) {
      const frame = this.#frames.at(-1);
      if (frame === undefined) return undefined;
      if (frame.position === frame.body.length) this.#close(frame);
      else {
        const node = frame.body[frame.position++]!;
        if (node.kind === "act") return node.instruction;
        if (node.kind === "loop") this.#open(node);
        else if (evaluate(node.value, this.indices) < node.below) this.#enter(node.body);
      }
    }
  }

  #enter(body: readonly Node[]): void {
    this.#frames.push({ body, index: null, count: 1, position: 0, iteration: 0 });
  }

  #open(loop: Loop): void {
    if (loop.count === 0 || loop.body.length === 0) return;
    this.indices[loop.index] = 0;
    this.#frames.push({ body: loop.body, index: loop.index, count: loop.count, position: 0, iteration: 0 });
  }

  #close(frame: Frame): void {
    frame.iteration++;
    if (frame.iteration < frame.count) {
      frame.position = 0;
      this.indices[frame.index!] = frame.iteration;
      return;
    }
    this.#frames.pop();
    if (frame.index !== null) delete this.indices[frame.index];
  }
}
