// A NAND followed by a driver chain: the unit both predecoders and row decoders are made of. Without a NAND it is the chain alone.

import type { CircuitContext } from "./circuit-context.js";
import { bareDriverChain, chainDelay, driverChain } from "./driver-chain.js";
import type { ChainLoad, DriverChain } from "./driver-chain.js";
import { nand } from "./gate.js";
import type { Gate } from "./gate.js";
import { stageDelay } from "./horowitz.js";
import type { StageDelay } from "./horowitz.js";
import { onResistance, transconductance } from "./transistor.js";

export interface DecoderGate {
  /** Null where the chain is driven directly. */
  readonly nand: Gate | null;
  /** Inputs of the NAND; 1 without. */
  readonly inputs: 1 | 2 | 3;
  readonly chain: DriverChain;
  readonly inputCapF: number;
  readonly widthM: number;
  readonly heightM: number;
  readonly leakageW: number;
  /** One firing. */
  readonly energyJ: number;
}

/** A NAND (none for one input) and the chain that drives one line, sized for the load. */
export function decoderGate(context: CircuitContext, inputs: 1 | 2 | 3, load: ChainLoad): DecoderGate {
  if (inputs === 1) {
    const chain = bareDriverChain(context, load);
    const { widthM, heightM, leakageW, energyJ, inputCapF } = chain;
    return { nand: null, inputs, chain, inputCapF, widthM, heightM, leakageW, energyJ };
  }
  const first = nand(context, inputs);
  const chain = driverChain(context, first, load);
  const { vddV } = context.process;
  return {
    nand: first,
    inputs,
    chain,
    inputCapF: first.inputCapF,
    widthM: first.widthM + chain.widthM,
    heightM: Math.max(first.heightM, chain.heightM),
    leakageW: first.leakageW + chain.leakageW,
    energyJ: (first.outputCapF + chain.inputCapF) * vddV * vddV + chain.energyJ,
  };
}

/** Through NAND and chain to the far end of the line. */
export function decoderGateDelay(context: CircuitContext, gate: DecoderGate, slopePerS: number): StageDelay {
  if (gate.nand === null) return chainDelay(context, gate.chain, slopePerS);
  const { process } = context;
  // The series devices conduct one after the other; each is wider by their number.
  const resistanceOhm = gate.inputs * onResistance(process, gate.nand.nmosM, "n");
  const gain = 1 / (resistanceOhm * transconductance(process, gate.nand.nmosM, "n"));
  const first = stageDelay(resistanceOhm * (gate.nand.outputCapF + gate.chain.inputCapF), gain, slopePerS);
  const rest = chainDelay(context, gate.chain, first.slopePerS);
  return { delayS: first.delayS + rest.delayS, slopePerS: rest.slopePerS };
}
