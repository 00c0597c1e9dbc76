// Observation points. Units emit at typed points without knowing who listens; observers cannot change a run.
// When nobody listens to a point, emitting costs one array look-up and the item is never built.

declare const itemType: unique symbol;

/** A place in the model where something observable of type T happens; make one per kind, at module level. */
export interface HookPoint<T> {
  readonly name: string;
  readonly index: number;
  readonly [itemType]?: T;
}

const pointNames: string[] = [];

/** Declares a point. Names are dotted and unique ("event.start"); a second declaration of a name throws. */
export function hookPoint<T>(name: string): HookPoint<T> {
  if (!/^[a-z][a-z-]*(\.[a-z][a-z-]*)+$/.test(name)) throw new Error(`hook point "${name}": names look like "event.start"`);
  if (pointNames.includes(name)) throw new Error(`hook point "${name}" is declared twice`);
  return { name, index: pointNames.push(name) - 1 };
}

type Listener = (item: never) => void;

/** The listeners of one simulation. */
export class Hooks {
  readonly #listeners: (readonly Listener[] | undefined)[] = [];

  /** Calls `listener` at every emission, in the order of subscription; returns the way to unsubscribe. */
  on<T>(point: HookPoint<T>, listener: (item: T) => void): () => void {
    const subscribed: Listener = (item) => listener(item);
    this.#listeners[point.index] = [...(this.#listeners[point.index] ?? []), subscribed];
    return () => {
      const rest = this.#listeners[point.index]?.filter((other) => other !== subscribed);
      this.#listeners[point.index] = rest === undefined || rest.length === 0 ? undefined : rest;
    };
  }

  isHeard(point: HookPoint<unknown>): boolean {
    return this.#listeners[point.index] !== undefined;
  }

  /** Builds the item and hands it to the listeners, if there are any. */
  emit<T>(point: HookPoint<T>, makeItem: () => T): void {
    const listeners = this.#listeners[point.index];
    if (listeners === undefined) return;
    const item = makeItem() as never;
    for (const listener of listeners) listener(item);
  }
}
