// The event engine's room: time, queue, engine, ports, resources, power, hooks, ledger, statistics, random streams,
// errors, quantities. Knows nothing of memory or networks.

// what everybody needs
export * from "./errors.js";
export * from "./quantity.js";
export * from "./random.js";
export * from "./time.js";

// the engine
export * from "./engine.js";
export * from "./event-queue.js";
export * from "./heap-event-queue.js";
export * from "./hooks.js";

// what units are made of
export * from "./port.js";
export * from "./resource.js";
export * from "./waiting.js";

// power
export * from "./power.js";
export * from "./budget/index.js";
export * from "./power-trace.js";

// what is accounted
export * from "./busy-time.js";
export * from "./life-line.js";
export * from "./ledger.js";
export * from "./ledger-rows.js";
