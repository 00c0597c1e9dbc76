// The event engine's room: time, queue, engine, ports, resources, power, hooks, ledger, statistics, random streams,
// errors, quantities. Knows nothing of memory or networks.

export * from "./engine.js";
export * from "./errors.js";
export * from "./event-queue.js";
export * from "./heap-event-queue.js";
export * from "./hooks.js";
export * from "./ledger.js";
export * from "./ledger-rows.js";
export * from "./quantity.js";
export * from "./random.js";
export * from "./time.js";
