// The machine of an experiment: weights placed and written into real bits, programs compiled, parts costed.
import { faultless } from "../../arch/array/error-source.js";
import { SubArrayState } from "../../arch/array/sub-array-state.js";
import { BitMemory } from "../../arch/bits/bit-memory.js";
import { Chip, truthOf } from "../../arch/chip/chip.js";
import { chipParts } from "../../arch/chip/chip-costs.js";
import type { ChipParts } from "../../arch/chip/chip-parts.js";
import { subArrayCount } from "../../arch/spec/chip-spec.js";
import type { MachineState } from "../../arch/interpreter/interpreter.js";
import { validateProgram } from "../../arch/isa/validate.js";
import { SENSE_OPERATIONS } from "../../arch/sense-ops/index.js";
import { PowerMeter } from "../../sim/power.js";
import { loadWeights } from "../../workloads/compile/load-weights.js";
import { compileModel, type CompiledModel } from "../../workloads/compile/passes.js";
import type { QuantizedModel } from "../../workloads/quant/integer-network.js";
import type { ExperimentSpec } from "../spec.js";

export interface Machine extends CompiledModel {
  readonly parts: ChipParts;
  /** Null when the run has no images. */
  readonly state: MachineState | null;
}

const operationShape = (name: string): { rows: number; outputs: number } | undefined => {
  if (!Object.hasOwn(SENSE_OPERATIONS, name)) return undefined;
  const operation = SENSE_OPERATIONS[name as keyof typeof SENSE_OPERATIONS];
  return { rows: operation.rowsActivated, outputs: operation.outputs.length };
};

/** Sub-arrays with the full-width weights in them. */
function residentState(experiment: ExperimentSpec, model: QuantizedModel, compiled: CompiledModel): MachineState {
  const { subArraysUsed } = compiled.deployment;
  const memory = new BitMemory(experiment.chip.array, subArraysUsed);
  loadWeights(memory, model, compiled.deployment);
  return { subArrays: new Map(Array.from({ length: subArraysUsed }, (_, i) => [i, new SubArrayState(memory, i, faultless)])), truthOf };
}

/** @throws ConfigError when the network does not fit the chip */
export function buildMachine(experiment: ExperimentSpec, model: QuantizedModel): Machine {
  const { chip, mapping } = experiment;
  const parts = chipParts(chip);
  const compiled = compileModel(model, chip, mapping);
  const geometry = { subArrays: subArrayCount(chip), rows: chip.array.rows, columns: chip.array.columns, operationShape };
  for (const program of compiled.programs) validateProgram(program, geometry);
  return { ...compiled, parts, state: experiment.run.images > 0 ? residentState(experiment, model, compiled) : null };
}

/** A chip at time 0, under the experiment's power budget unless another limit is given. */
export function freshChip(experiment: ExperimentSpec, machine: Machine, limitW: number = experiment.power.budgetW ?? Infinity): Chip {
  return new Chip(experiment.chip, machine.parts, {
    machine: machine.state,
    density: { inputOnes: experiment.data.activationOnesRatio, weightOnes: experiment.data.weightOnesRatio },
    power: (engine) => new PowerMeter(engine, { limit: limitW, trace: { maxPoints: 512 } }),
  });
}
