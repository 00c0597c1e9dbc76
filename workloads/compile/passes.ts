// The compiler's passes in order, each a typed function in its own file: tile -> place -> schedule.
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import { subArrayCount } from "../../arch/spec/chip-spec.js";
import type { Program } from "../../arch/isa/program.js";
import type { QuantizedModel } from "../quant/integer-network.js";
import type { MappingSpec } from "./mapping.js";
import { placeLayers, type Deployment } from "./place.js";
import { tableBits } from "./buffer-room.js";
import { scheduleSubnet } from "./schedule.js";
import { tileModel } from "./tile.js";

/** What the chip gets: weights placed once, and one program per subnet over them. */
export interface CompiledModel {
  readonly deployment: Deployment;
  readonly programs: readonly Program[];
}

/** @throws ConfigError when the model does not fit the chip */
export function compileModel(model: QuantizedModel, chip: ChipSpec, mapping: MappingSpec): CompiledModel {
  const tiled = tileModel(model, chip.array, mapping);
  const deployment = placeLayers(tiled, subArrayCount(chip), chip.array, mapping);
  const allTableBits = model.subnets.reduce((sum, network) => sum + tableBits(network), 0);
  return { deployment, programs: model.subnets.map((network) => scheduleSubnet(network, deployment, chip, allTableBits)) };
}
