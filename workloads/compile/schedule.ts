// Pass 3: one subnet's program over a deployment, layer by layer. Loops stay loops.
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import { inARow, noTiles, type Program } from "../../arch/isa/program.js";
import { styleNameOf } from "../../arch/styles/index.js";
import { tablesOf, type IntegerLayer, type IntegerNetwork } from "../quant/integer-network.js";
import { checkBuffer, type KeptBits } from "./buffer-room.js";
import { matrixSteps } from "./matrix-steps.js";
import type { Deployment, PlacedLayer } from "./place.js";
import { maxPoolSteps, poolSteps } from "./pool-steps.js";
import { act, type LayerStep } from "./steps.js";

function stepsOf(network: IntegerNetwork, layer: IntegerLayer, placed: ReadonlyMap<string, PlacedLayer>, chip: ChipSpec): LayerStep[] {
  switch (layer.kind) {
    case "matrix":
      return matrixSteps(network, layer, placed.get(layer.id)!, chip);
    case "max-pool":
      return maxPoolSteps(network, layer);
    case "global-average-pool":
      return poolSteps(layer);
  }
}

/**
 * @param kept what else stays in the global buffer
 * @throws ConfigError when sums, feature maps or tables do not fit the chip
 */
export function scheduleSubnet(network: IntegerNetwork, deployment: Deployment, chip: ChipSpec, kept: KeptBits): Program {
  checkBuffer(network, kept, chip);
  const placed = new Map(deployment.layers.map((layer) => [layer.id, layer]));
  const steps = network.layers.flatMap((layer) => stepsOf(network, layer, placed, chip));
  const input: LayerStep = { layer: "input", group: noTiles, body: [act({ op: "load-image", tensor: network.input })] };
  return {
    format: "pimento-program-2",
    name: network.name,
    style: styleNameOf(chip),
    tensors: network.tensors,
    tables: tablesOf(network),
    steps: inARow([input, ...steps]),
    input: network.input,
    output: network.output,
  };
}

