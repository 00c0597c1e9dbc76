// Buffers for maps of one plane size each, taken and given back: fewer than there are maps.
import type { TensorShape } from "../layers/index.js";
import type { GradientAction } from "../passes/storage-plan.js";

/** Buffers for the gradients of feature maps of one plane size each; what is given back is used again. */
export class GradientBuffers {
  /** Tensor -> its buffer; vectors have memory of their own. */
  readonly assigned = new Map<string, number>();
  readonly shapes: TensorShape[] = [];
  private readonly taken = new Set<string>();
  private readonly free: number[] = [];

  /** Has the tensor a gradient? */
  has(tensor: string): boolean {
    return this.taken.has(tensor);
  }

  /** Gives the tensor a buffer of its plane size unless it has one: the first contribution writes, later ones add. */
  take(tensor: string, shape: TensorShape): GradientAction {
    if (this.taken.has(tensor)) return "add";
    this.taken.add(tensor);
    if (shape.vector !== true) this.assigned.set(tensor, this.buffer(shape));
    return "write";
  }

  /** The tensor's buffer is free again. */
  release(tensor: string): void {
    const buffer = this.assigned.get(tensor);
    if (buffer !== undefined) this.free.push(buffer);
  }

  /** One tensor's buffer becomes another's. */
  handOn(from: string, to: string): void {
    this.taken.add(to);
    const buffer = this.assigned.get(from);
    if (buffer !== undefined) this.assigned.set(to, buffer);
  }

  private buffer({ channels, height, width }: TensorShape): number {
    const fits = (n: number): boolean =>
      this.shapes[n]!.height === height && this.shapes[n]!.width === width && this.shapes[n]!.channels >= channels;
    const index = this.free.findIndex(fits);
    return index >= 0 ? this.free.splice(index, 1)[0]! : this.shapes.push({ channels, height, width }) - 1;
  }
}
