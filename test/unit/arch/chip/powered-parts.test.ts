// Leakage follows what is powered: unit picoseconds while on, and the power that is always drawn.
import { PoweredParts } from "../../../../arch/chip/powered-parts.js";
import type { ChipPart } from "../../../../arch/spec/chip-part.js";
import { Engine } from "../../../../sim/engine.js";
import { ACT } from "../../../../sim/event-queue.js";
import { Ledger } from "../../../../sim/ledger.js";
import { PowerMeter } from "../../../../sim/power.js";

const part: ChipPart = { name: "mat", count: 4, costs: { areaM2: 1, leakageW: 2, actions: {} }, categories: {}, place: "mat" };
const tag = { request: "image", layer: "conv1" };

it("units that are switched off stop leaking, in the ledger and in the power drawn", () => {
  const engine = new Engine();
  const ledger = new Ledger();
  const power = new PowerMeter(engine);
  const powered = new PoweredParts([part], ledger, power);
  expect([powered.leakageW, power.powerW]).toEqual([8, 8]);
  engine.schedule(100, ACT, () => powered.setOn("mat", 1, engine.now));
  engine.schedule(150, ACT, () => powered.post(tag, engine.now));
  engine.run();
  expect([powered.leakageW, power.powerW]).toEqual([2, 2]);
  expect(ledger.rows()).toMatchObject([{ unit: "mat", action: "leak", ...tag, count: 100 * 4 + 50 * 1 }]);
});
