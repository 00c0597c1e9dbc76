// Pass 3: one subnet's program over a deployment, layer by layer. Loops stay loops.
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import { inARow, noTiles, type Program } from "../../arch/isa/program.js";
import { styleNameOf } from "../../arch/styles/index.js";
import { integerKindOf } from "../layers/index.js";
import type { ScheduleStage } from "../layers/layer-kind.js";
import { act, type LayerStep } from "../layers/steps.js";
import { tablesOf, type IntegerNetwork } from "../quant/integer-network.js";
import { checkBuffer, type KeptBits } from "./buffer-room.js";
import { matrixSteps } from "./matrix-steps.js";
import type { Deployment } from "./place.js";

/**
 * @param kept what else stays in the global buffer
 * @throws ConfigError when sums, feature maps or tables do not fit the chip
 */
export function scheduleSubnet(network: IntegerNetwork, deployment: Deployment, chip: ChipSpec, kept: KeptBits): Program {
  checkBuffer(network, kept, chip);
  const placed = new Map(deployment.layers.map((layer) => [layer.id, layer]));
  const stage: ScheduleStage = { network, product: (layer) => matrixSteps(network, layer, placed.get(layer.id)!, chip) };
  const steps = network.layers.flatMap((layer) => integerKindOf(layer).schedule(layer, stage));
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

