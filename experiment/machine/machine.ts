// The machine of an experiment: weights placed and written into real bits, programs compiled, parts costed.
import type { MachineState } from "../../arch/agents/array-state.js";
import { deploy } from "../../arch/interpreter/interpreter.js";
import { faultless } from "../../arch/array/error-source.js";
import { Chip } from "../../arch/chip/chip.js";
import { buildChip } from "../../arch/chip/chip-costs.js";
import type { ChipBuild } from "../../arch/chip/chip-parts.js";
import { validateProgram } from "../../arch/isa/validate.js";
import type { StepList } from "../../arch/isa/program.js";
import { subArrayCount } from "../../arch/spec/chip-spec.js";
import { instructionsOf, styleNameOf, styleOf } from "../../arch/styles/index.js";
import { BUDGETS } from "../../sim/budget/index.js";
import type { Hooks } from "../../sim/hooks.js";
import { PowerMeter } from "../../sim/power.js";
import { deploymentProgram, weightSource } from "../../workloads/compile/deploy-weights.js";
import { compileModel, type CompiledModel } from "../../workloads/compile/passes.js";
import type { QuantizedModel } from "../../workloads/quant/integer-network.js";
import type { ExperimentSpec } from "../spec.js";

export interface Machine extends CompiledModel, ChipBuild {
  /** Puts the weights into the arrays. */
  readonly deploymentProgram: StepList;
  /** Contents of the sub-arrays, with the weights in them; null when the run has no images. */
  readonly state: MachineState | null;
}

/** Sub-arrays with the full-width weights in them, written by the program of the deployment. */
function residentState({ chip }: ExperimentSpec, model: QuantizedModel, program: StepList, subArrays: number): MachineState {
  const arrays = styleOf(chip).newArrays(chip.array, subArrays, () => faultless);
  const state: MachineState = new Map(arrays.map((array) => [array.index, array]));
  deploy(program, instructionsOf(program.style), state, weightSource(model));
  return state;
}

/** @throws ConfigError when the network does not fit the chip */
export function buildMachine(experiment: ExperimentSpec, model: QuantizedModel): Machine {
  const { chip, mapping } = experiment;
  const build = buildChip(chip);
  const compiled = compileModel(model, chip, mapping);
  const deployment = deploymentProgram(compiled.deployment, chip);
  const geometry = { subArrays: subArrayCount(chip), rows: chip.array.rows, columns: chip.array.columns };
  const { check } = instructionsOf(styleNameOf(chip));
  for (const program of [deployment, ...compiled.programs]) validateProgram(program, geometry, check);
  const { subArraysUsed } = compiled.deployment;
  const state = experiment.run.images > 0 ? residentState(experiment, model, deployment, subArraysUsed) : null;
  return { ...build, ...compiled, deploymentProgram: deployment, state };
}

/** What a chip is given besides the experiment. */
export interface FreshChipOptions {
  /** Instead of the experiment's power budget. */
  readonly limitW?: number;
  readonly hooks?: Hooks;
}

/** A chip at time 0, under the experiment's power budget unless another limit is given. */
export function freshChip(experiment: ExperimentSpec, machine: Machine, { limitW, hooks }: FreshChipOptions = {}): Chip {
  const budget = BUDGETS.constant.build(limitW ?? experiment.power.budgetW ?? Infinity);
  return new Chip(experiment.chip, machine, {
    machine: machine.state,
    density: { inputOnes: experiment.data.activationOnesRatio, weightOnes: experiment.data.weightOnesRatio },
    power: (engine) => new PowerMeter(engine, { budget, trace: { maxPoints: 512 } }),
    ...(hooks === undefined ? {} : { hooks }),
  });
}
