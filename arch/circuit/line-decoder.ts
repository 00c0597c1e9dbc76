// Decoder of the lines across an array (row decoder, column select decoder): per line a NAND2 that joins two predecoded
// lines, where there are more than a few lines, and a driver chain onto the line. A decoder with several ports opens
// several lines at once: one NAND2 per port and line, joined by one more NAND (an active-low OR).

import type { CircuitContext } from "./circuit-context.js";
import { decoderGate, decoderGateDelay } from "./decoder-gate.js";
import type { ChainLoad } from "./driver-chain.js";
import { nand } from "./gate.js";
import { stageDelay } from "./horowitz.js";
import type { StageDelay } from "./horowitz.js";
import { onResistance, transconductance } from "./transistor.js";

export interface LineDecoder {
  readonly lines: number;
  /** Input capacitance one line's gate puts on each predecoded line. */
  readonly inputCapF: number;
  /** Of the unfolded column of line gates. */
  readonly widthM: number;
  readonly heightM: number;
  readonly areaM2: number;
  readonly leakageW: number;
  /** One line fires. */
  readonly energyJ: number;
  /** From the predecoded lines to the far end of the line. */
  readonly delay: (slopePerS: number) => StageDelay;
}

/** @param ports lines that can be opened together */
export function lineDecoder(context: CircuitContext, lines: number, load: ChainLoad, ports: 1 | 2 | 3): LineDecoder {
  const gate = decoderGate(context, lines > context.constants.directLines ? 2 : 1, load);
  const join = ports > 1 ? portJoin(context, ports as 2 | 3, gate.chain.inputCapF) : null;
  const widthM = gate.widthM + (join?.widthM ?? 0);
  const heightM = lines * gate.heightM;
  return {
    lines,
    inputCapF: gate.inputCapF,
    widthM,
    heightM,
    areaM2: widthM * heightM,
    leakageW: lines * (gate.leakageW + (join?.leakageW ?? 0)),
    energyJ: gate.energyJ + (join?.energyJ ?? 0),
    delay: (slopePerS) => {
      const own = decoderGateDelay(context, gate, slopePerS);
      return join === null ? own : { delayS: own.delayS + join.delayS(slopePerS), slopePerS: own.slopePerS };
    },
  };
}

interface PortJoin {
  readonly widthM: number;
  readonly leakageW: number;
  readonly energyJ: number;
  readonly delayS: (slopePerS: number) => number;
}

// The joining NAND stands where the first inverter's input was, so it adds one gate delay; the chain's polarity is left as it is.
function portJoin(context: CircuitContext, ports: 2 | 3, loadF: number): PortJoin {
  const { process } = context;
  const port = nand(context, 2);
  const joining = nand(context, ports);
  const resistanceOhm = ports * onResistance(process, joining.nmosM, "n");
  const gain = 1 / (resistanceOhm * transconductance(process, joining.nmosM, "n"));
  return {
    widthM: (ports - 1) * port.widthM + joining.widthM,
    leakageW: (ports - 1) * port.leakageW + joining.leakageW,
    energyJ: (joining.inputCapF + joining.outputCapF) * process.vddV ** 2,
    delayS: (slopePerS) => stageDelay(resistanceOhm * (joining.outputCapF + loadF), gain, slopePerS).delayS,
  };
}
