// What putting the weights into the arrays takes, once: timed on an idle chip without a power budget, apart from every image.
import { LEAK } from "../../sim/ledger.js";
import { totalEnergyJ } from "../../sim/ledger-rows.js";
import { psToS } from "../../sim/time.js";
import { weightSource } from "../../workloads/compile/deploy-weights.js";
import type { QuantizedModel } from "../../workloads/quant/integer-network.js";
import type { ExperimentSpec } from "../spec.js";
import { freshChip, type Machine } from "./machine.js";
import type { DeploymentResult } from "./machine-schema.js";

/** Cells that hold a weight bit, all copies together. */
const cellsWritten = ({ deployment }: Machine): number =>
  deployment.layers.reduce((total, { tiles, lanes, matrix }) =>
    total + lanes.length * tiles.reduce((sum, { outCount, elementCount }) => sum + outCount * elementCount * matrix.weightBits, 0), 0);

/** The weights' own bits where the run has images, the stated density of ones elsewhere. */
export function deploymentResult(experiment: ExperimentSpec, machine: Machine, model: QuantizedModel): DeploymentResult {
  const chip = freshChip(experiment, machine, { limitW: Infinity });
  const { deploymentProgram: program } = machine;
  chip.submit(program, 0, program.name, { weights: machine.state === null ? null : weightSource(model) });
  chip.engine.run();
  const rows = chip.ledger.rows();
  return {
    latencyS: psToS(chip.engine.now),
    energyJ: totalEnergyJ(rows),
    leakageEnergyJ: totalEnergyJ(rows.filter(({ action }) => action === LEAK)),
    cellsWritten: cellsWritten(machine),
    subArrays: machine.deployment.subArraysUsed,
  };
}
