// Puts the channels of a network in another order without changing what it computes, so that the channels a method keeps become a
// prefix and narrow subnets stay slices of resident weights. Slots that meet at an addition with another slot (option-A shortcuts)
// must keep their order: those shortcuts align channels by number.
import { kindOf, readsOf } from "../layers/index.js";
import type { NetworkSpec } from "../nets/index.js";
import { IMAGE } from "../nets/index.js";
import { courseLayout } from "./course.js";
import type { Course } from "./course.js";

/** Position -> the channel that comes to stand there; one list a slot that moves. */
export type ChannelOrders = ReadonlyMap<number, readonly number[]>;

/** Which slot's channels every tensor carries; null: the image's, class scores, a mixture of several slots. */
interface SlotsOfTensors {
  readonly slots: ReadonlyMap<string, number | null>;
  /** Slots that are aligned by number with others somewhere. */
  readonly bound: ReadonlySet<number>;
}

function slotOfTensors(network: NetworkSpec): SlotsOfTensors {
  const [slots, bound] = [new Map<string, number | null>([[IMAGE, null]]), new Set<number>()];
  for (const node of network.nodes) {
    const kind = kindOf(node);
    const read = readsOf(node).map((tensor) => slots.get(tensor) ?? null);
    const [first, isOneSlot] = [read[0]!, read.every((slot) => slot === read[0])];
    const own = kind.shared === undefined ? (isOneSlot ? first : null) : kind.slot?.(node) ?? null;
    const isAligned = kind.alignsChannels?.(node) === true;
    const met = kind.shared === undefined ? (isOneSlot ? [] : read) : [...read, own];
    if (isAligned) for (const slot of met) if (slot !== null) bound.add(slot);
    slots.set(node.id, own);
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
    const [own, input] = [slots.get(node.id) ?? null, slots.get(node.input) ?? null];
    const orderOf = (slot: number | null): readonly number[] | undefined => (slot === null ? undefined : orders.get(slot));
    permute(layout.view(course.parameters, name), layout.view(parameters, name), shape, orderOf(
      own
    ), shape.length > 1 ? orderOf(input) : undefined);
  }
  return { network, subnets, parameters };
}

/** target[o][i] = source[rows[o]][columns[i]], the last axes whole. */
function permute(
  source: Float32Array, target: Float32Array, shape: readonly number[], rows: readonly number[] | undefined,
  columns: readonly number[] | undefined,
): void {
  const [out, input = 1] = shape;
  const inner = shape.slice(2).reduce((a, b) => a * b, 1);
  for (let o = 0; o < out!; o += 1) {
    for (let i = 0; i < input; i += 1) {
      const from = ((rows?.[o] ?? o) * input + (columns?.[i] ?? i)) * inner;
      target.set(source.subarray(from, from + inner), (o * input + i) * inner);
    }
  }
}
