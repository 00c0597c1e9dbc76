// Times one subnet on the chip, one image at a time on an idle chip, and gathers what the engine, ledger and power meter saw.
import type { Chip } from "../../arch/chip/chip.js";
import type { StepTimes } from "../../arch/requests/step-run.js";
import { ConfigError, isPowerLimitError } from "../../sim/errors.js";
import { mergeRows, type LedgerRow } from "../../sim/ledger-rows.js";
import type { PowerPoint } from "../../sim/power-trace.js";
import { Hooks } from "../../sim/hooks.js";
import { lifeSpanPoint } from "../../sim/life-line.js";
import { formatQuantity } from "../../sim/quantity.js";
import { psToS } from "../../sim/time.js";
import { freshChip, type FreshChipOptions, type Machine } from "../machine/machine.js";
import type { ExperimentServices } from "../services.js";
import type { ExperimentSpec } from "../spec.js";

/** Sums over the timed images; the steps and the trace are those of the first one. */
export interface SubnetTiming {
  readonly images: number;
  readonly totalPs: number;
  readonly rows: readonly LedgerRow[];
  readonly peakW: number;
  readonly trace: readonly PowerPoint[];
  readonly steps: readonly StepTimes[];
  /** What the timed chip computed, by timed image; empty without images. */
  readonly logits: readonly Int32Array[];
}

interface ChipRun {
  readonly chip: Chip;
  readonly elapsedPs: number;
  readonly steps: readonly StepTimes[];
  readonly logits: Int32Array | null;
}

function runImage(
  experiment: ExperimentSpec, machine: Machine, subnet: number, image: Uint8Array | null, options: FreshChipOptions = {},
): ChipRun {
  const chip = freshChip(experiment, machine, options);
  const program = machine.programs[subnet]!;
  const request = chip.submit(program, 0, program.name, { image });
  chip.engine.run();
  const logits = request.values?.maps.get(program.output).values ?? null;
  return { chip, elapsedPs: request.endPs - request.startPs, steps: request.steps, logits };
}

/** The budget that would do for all subnets and timed images: leakage and the largest single act, found by runs without a budget. */
function neededBudgetW(experiment: ExperimentSpec, machine: Machine, images: readonly (Uint8Array | null)[]): number {
  const needs = machine.programs.flatMap((_, subnet) =>
    images.map((image) => {
      const { chip } = runImage(experiment, machine, subnet, image, { limitW: Infinity });
      return chip.leakageW + chip.largestActW;
    }));
  return Math.max(...needs);
}

function refuse(
  error: unknown,
  experiment: ExperimentSpec,
  machine: Machine,
  subnet: number,
  images: readonly (Uint8Array | null)[],
): never {
  const budgetW = experiment.power.budgetW;
  if (!isPowerLimitError(error) || budgetW === null) throw error;
  const needed = neededBudgetW(experiment, machine, images);
  const step = 10 ** (Math.floor(Math.log10(needed)) - 3);
  throw new ConfigError({
    path: "power.budget",
    message: `subnet ${machine.programs[subnet]!.name} needs more than this for its leakage and its largest single operation`,
    found: formatQuantity(budgetW, "W"),
    allowed: `${formatQuantity(Math.ceil(needed / step) * step, "W")} or more`,
  });
}

/** Listens to the spans of one subnet, where somebody asked for them. */
function spanHooks(subnet: string, { onSpan }: Pick<ExperimentServices, "onSpan">): FreshChipOptions {
  if (onSpan === undefined) return {};
  const hooks = new Hooks();
  hooks.on(lifeSpanPoint, (span) => onSpan(subnet, span));
  return { hooks };
}

/**
 * @param images null: timed with assumed densities
 * @throws ConfigError naming the budget that would do when the power budget is too small for a single operation
 */
export function timeSubnet(
  experiment: ExperimentSpec, machine: Machine, subnet: number, images: readonly (Uint8Array | null)[],
  services: Pick<ExperimentServices, "onSpan"> = {},
): SubnetTiming {
  const runs = images.map((image, n) => {
    try {
      return runImage(experiment, machine, subnet, image, n === 0 ? spanHooks(machine.programs[subnet]!.name, services) : {});
    } catch (error) {
      return refuse(error, experiment, machine, subnet, images);
    }
  });
  return {
    images: runs.length,
    totalPs: runs.reduce((sum, { elapsedPs }) => sum + elapsedPs, 0),
    rows: mergeRows(runs.map(({ chip }) => chip.ledger.rows())),
    peakW: Math.max(...runs.map(({ chip }) => chip.power.peakW)),
    trace: runs[0]!.chip.power.trace(),
    steps: runs[0]!.steps,
    logits: runs.flatMap(({ logits }) => (logits === null ? [] : [logits])),
  };
}

/** Mean time of one image. */
export const latencyOf = (timing: SubnetTiming): number => psToS(timing.totalPs) / timing.images;
