// What may stand between the learned parameters and those that run: noise, quantisation, a penalty. A rule changes a copy of the
// learned parameters before every step, and turns the gradient by what ran into the gradient by what is learned behind it.
// Rules run on one thread, so that nothing depends on how many there are.
import type { NetworkSpec, Subnet } from "../nets/index.js";
import type { TensorDeclaration, TensorLayout } from "../nn/parameters.js";
import type { ActivationRounding } from "../nn/rounded-activation.js";

export interface ParameterRule {
  /** What the rule learns itself, laid out behind the network's own parameters. */
  readonly extras: readonly TensorDeclaration[];
  /** Activations that the model rounds under this rule; their clips are among its extras. */
  readonly rounding?: ActivationRounding;
  /** Sets the first values of its extras in a learned vector that has just been initialised. */
  initialise?(learned: Float32Array, layout: TensorLayout): void;
  /** Changes `running` in place; it comes in as a copy of `learned` that earlier rules have changed. */
  apply?(running: Float32Array, learned: Float32Array, layout: TensorLayout, step: number): void;
  /** Changes the gradient in place, and what the rule estimates in the learned vector; rules are asked in the opposite order. */
  pullBack?(gradient: Float32Array, learned: Float32Array, layout: TensorLayout, step: number): void;
}

/** What a rule is made for; everything random in it comes from streams of the seed. */
export interface RuleSite {
  readonly network: NetworkSpec;
  readonly subnets: readonly Subnet[];
  readonly seed: number;
}

export type RuleMaker = (site: RuleSite) => ParameterRule;
