// Training for integers: what a run is told of it, and the rule that rounds. Running weights are the learned ones rounded as the integer
// network rounds them; their gradient goes straight through, but not where a learned step clipped it. Steps are the weights' own (largest
// weight) or learned (LSQ, Esser et al., 2020); clips of activations are estimated while training, or learned (PACT, Choi et al., 2018).
import type { TrainedQuantisation } from "../checkpoint/index.js";
import type { NetworkSpec, Subnet } from "../nets/index.js";
import { tensorNames } from "../passes/tensor-names.js";
import type { TensorDeclaration, TensorLayout } from "../nn/parameters.js";
import { clipTensors } from "../nn/rounded-activation.js";
import type { ActivationRounding } from "../nn/rounded-activation.js";
import { normalClip } from "../codes/best-clip.js";
import { roundRows } from "../codes/fixed-point.js";
import { networkFormats, outputsOf } from "../quant/formats.js";
import type { NetworkFormats } from "../quant/formats.js";
import type { QuantOptions } from "../codes/bits.js";
import { firstSteps, learnedStepGradient } from "./learned-step.js";
import type { ParameterRule, RuleMaker, RuleSite } from "./parameter-rule.js";

export const QUANTISATION_MODES = ["straight-through", "learned-step"] as const;

export interface QuantisationOptions {
  readonly mode: (typeof QUANTISATION_MODES)[number];
  readonly bits: QuantOptions;
}

/** Part of the way from the old estimate of a clip to the new one that every step goes. */
const CLIP_PACE = 0.05;
/** Learned steps and clips stay above it. */
const LEAST = 2 ** -24;

/** What is rounded in a network, and what is learned for it. */
function roundingOf(network: NetworkSpec, { mode, bits }: QuantisationOptions): { formats: NetworkFormats; rounding: ActivationRounding } {
  const formats = networkFormats(network, bits);
  return { formats, rounding: { tensors: [...formats.activations.values()], clips: mode === "learned-step" ? "learned" : "observed" } };
}

/** @param blocks of a step, whose observations are added up */
export const quantisation = (options: QuantisationOptions, blocks: number): RuleMaker =>
  (site) => new QuantisationRule(options, blocks, site);

class QuantisationRule implements ParameterRule {
  readonly extras: readonly TensorDeclaration[];
  readonly rounding: ActivationRounding;
  private readonly formats: NetworkFormats;
  private readonly learnsSteps: boolean;
  /** Weights before they were rounded, by node. */
  private readonly whole = new Map<string, Float32Array>();

  constructor(options: QuantisationOptions, private readonly blocks: number, private readonly site: RuleSite) {
    const { formats, rounding } = roundingOf(site.network, options);
    this.formats = formats;
    this.rounding = rounding;
    this.learnsSteps = options.mode === "learned-step";
    const steps = this.learnsSteps ? [...formats.weights].map(
      ([id, { perChannel }]) => ({ name: tensorNames.step(id), shape: [perChannel ? this.outputs(id) : 1], decayed: false })
    ) : [];
    this.extras = [...steps, ...clipTensors(rounding, site.subnets)];
  }

  initialise(learned: Float32Array, layout: TensorLayout): void {
    if (!this.learnsSteps) return;
    for (const [id, { bits }] of this.formats.weights) {
      firstSteps(layout.view(learned, tensorNames.weight(id)), layout.view(learned, tensorNames.step(id)), bits);
    }
  }

  apply(running: Float32Array, learned: Float32Array, layout: TensorLayout): void {
    for (const [id, format] of this.formats.weights) {
      const weights = layout.view(running, tensorNames.weight(id));
      this.whole.set(id, weights.slice());
      roundRows(weights, this.outputs(id), format, this.learnsSteps ? layout.view(learned, tensorNames.step(id)).map(positive) : undefined);
    }
    this.forEachClip(layout, (offset) => { running[offset] = learned[offset] === 0 ? 0 : positive(learned[offset]!); });
  }

  pullBack(gradient: Float32Array, learned: Float32Array, layout: TensorLayout): void {
    if (this.learnsSteps) {
      for (const [id, { bits }] of this.formats.weights) {
        const step = tensorNames.step(id);
        learnedStepGradient(layout.view(gradient, tensorNames.weight(id)), layout.view(gradient, step), this.whole.get(
          id
        )!, layout.view(learned, step).map(positive), bits);
      }
    }
    this.forEachClip(layout, (offset, bits, signed) => {
      if (this.learnsSteps && learned[offset] !== 0) return;
      const estimate = normalClip(gradient[offset]! / this.blocks, bits, signed);
      gradient[offset] = 0;
      // A subnet that has not run in this step has shown nothing.
      if (estimate > 0) learned[offset]! += (learned[offset] === 0 ? 1 : CLIP_PACE) * (estimate - learned[offset]!);
    });
  }

  private outputs(id: string): number {
    return outputsOf(this.site.network, id);
  }

  private forEachClip(layout: TensorLayout, visit: (offset: number, bits: number, signed: boolean) => void): void {
    for (const subnet of this.site.subnets) {
      for (const { tensor, bits, signed } of this.rounding.tensors) {
        visit(layout.slot(tensorNames.clip(tensor, subnet)).offset, bits, signed);
      }
    }
  }
}

const positive = (value: number): number => Math.max(value, LEAST);

/** What a round has learned of steps and clips, as checkpoints keep it. @param learned a tensor of the rule by name */
export function trainedQuantisation(
  network: NetworkSpec, subnets: readonly Subnet[], options: QuantisationOptions, learned: (name: string) => Float32Array,
): TrainedQuantisation {
  const { formats, rounding } = roundingOf(network, options);
  const clipsOf = (subnet: Subnet): [string, number][] =>
    rounding.tensors.map(({ tensor }) => [tensor, positive(learned(tensorNames.clip(tensor, subnet))[0]!)]);
  return {
    bits: options.bits,
    steps: options.mode === "learned-step" ? Object.fromEntries(
      [...formats.weights.keys()].map((id) => [id, [...learned(tensorNames.step(id)).map(positive)]])
    ) : {},
    clips: Object.fromEntries(subnets.map((subnet) => [subnet.name, Object.fromEntries(clipsOf(subnet))])),
  };
}

/**
 * Parameters as they run, weights rounded and clips behind them, of a network that was trained so.
 * @param running a copy of what was learned
 */
export function roundParameters(running: Float32Array, layout: TensorLayout, network: NetworkSpec, subnets: readonly Subnet[], {
  bits, steps, clips,
}: TrainedQuantisation): void {
  const { weights, activations } = networkFormats(network, bits);
  for (const [id, format] of weights) roundRows(layout.view(running, tensorNames.weight(id)), outputsOf(network, id), format, steps[id]);
  for (const subnet of subnets) for (const tensor of activations.keys()) {
    layout.view(running, tensorNames.clip(tensor, subnet))[0] = clips[subnet.name]![tensor]!;
  }
}
