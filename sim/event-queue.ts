// The order of events: (time, phase, sequence), a total order, so that a run never depends on luck.
// Only the small interface the engine needs; heap-event-queue.ts is the implementation, another may replace it.

/** Within one picosecond: first everything is delivered, then units act and arbitrate, then observers look. */
export const DELIVER = 0;
export const ACT = 1;
export const OBSERVE = 2;
export type Phase = typeof DELIVER | typeof ACT | typeof OBSERVE;

export interface EventQueue {
  /** Events waiting. */
  readonly size: number;
  /** Time of the first event, Infinity when there is none. */
  readonly nextTimePs: number;
  /** Time and phase of the event popped last. */
  readonly poppedTimePs: number;
  readonly poppedPhase: Phase;
  /** Adds an event behind all events of the same time and phase. The payload is a 32-bit integer, the engine's business. */
  push(timePs: number, phase: Phase, payload: number): void;
  /** Removes the first event and returns its payload. The queue must not be empty. */
  pop(): number;
}
