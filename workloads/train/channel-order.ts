// Puts the channels of a network in another order without changing what it computes, so that the channels a method keeps become a
// prefix and narrow subnets stay slices of resident weights. Slots that meet at an addition with another slot (option-A shortcuts)
// must keep their order: those shortcuts align channels by number.
import type { NetworkSpec } from "../nets/index.js";
import { IMAGE } from "../nets/index.js";
import { courseLayout } from "./course.js";
import type { Course } from "./course.js";

/** Position -> the channel that comes to stand there; one list a slot that moves. */
export type ChannelOrders = ReadonlyMap<number, readonly number[]>;

/** The slot whose channels a tensor carries, or null for the image, class scores and sums of several slots. */
function slotOfTensors(network: NetworkSpec): { slots: Map<string, number | null>; bound: Set<number> } {
  const slots = new Map<string, number | null>([[IMAGE, null]]);
  const bound = new Set<number>();
  for (const node of network.nodes) {
    const input = slots.get(node.input) ?? null;
    if (node.kind === "conv") slots.set(node.id, node.slot);
    else if (node.kind === "linear") slots.set(node.id, null);
    else if (node.kind !== "add") slots.set(node.id, input);
    else {
      const shortcut = slots.get(node.shortcut) ?? null;
      for (const slot of input === shortcut ? [] : [input, shortcut]) if (slot !== null) bound.add(slot);
      slots.set(node.id, input === shortcut ? input : null);
    }
  }
  return { slots, bound };
}

/** Slots whose channels may stand in any order. */
export function freeSlots(network: NetworkSpec): ReadonlySet<number> {
  const { bound } = slotOfTensors(network);
  return new Set([...network.channels.keys()].filter((slot) => !bound.has(slot)));
}

/** @throws RangeError when a slot that is not free would move */
export function reordered(course: Course, orders: ChannelOrders): Course {
  const { network, subnets } = course;
  const { slots, bound } = slotOfTensors(network);
  for (const slot of orders.keys()) if (bound.has(slot)) throw new RangeError(`the channels of slot ${slot} must keep their order`);
  const layout = courseLayout(network);
  const parameters = course.parameters.slice();
  for (const { name, shape } of layout.slots) {
    const node = network.nodes.find(({ id }) => name.startsWith(`${id}.`) && !name.slice(id.length + 1).includes("."))!;
    const input = slots.get(node.input) ?? null;
    const own = node.kind === "conv" ? node.slot : node.kind === "linear" ? null : input;
    const orderOf = (slot: number | null): readonly number[] | undefined => (slot === null ? undefined : orders.get(slot));
    permute(layout.view(course.parameters, name), layout.view(parameters, name), shape, orderOf(own), shape.length > 1 ? orderOf(input) : undefined);
  }
  return { network, subnets, parameters };
}

/** target[o][i] = source[rows[o]][columns[i]], the last axes whole. */
function permute(source: Float32Array, target: Float32Array, shape: readonly number[], rows: readonly number[] | undefined, columns: readonly number[] | undefined): void {
  const [out, input = 1] = shape;
  const inner = shape.slice(2).reduce((a, b) => a * b, 1);
  for (let o = 0; o < out!; o += 1) {
    for (let i = 0; i < input; i += 1) {
      const from = ((rows?.[o] ?? o) * input + (columns?.[i] ?? i)) * inner;
      target.set(source.subarray(from, from + inner), (o * input + i) * inner);
    }
  }
}
