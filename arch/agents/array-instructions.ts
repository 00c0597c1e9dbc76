// What every sub-array does whatever its compute style: send finished sums to the digital unit.
import type { SendSums } from "../isa/instruction.js";
import type { InstructionKind } from "./instruction-kind.js";
import type { ArrayAgent } from "./array-agent.js";
import type { ArrayState } from "./array-state.js";

export const SEND_SUMS: InstructionKind<SendSums, ArrayAgent<ArrayState>> = {
  text: (i) => `${i.sumBits} bits`,
  check: (i, checker, path) => {
    if (i.sumBits < 1 || i.sumBits > 53) checker.fail(path, `sums of ${i.sumBits} bits; 1 to 53 are possible`);
  },
  run: (_, frame) => {
    frame.tileSums = frame.subArrays.map((subArray) => subArray.takeSums());
  },
  execute: (i, agent) => agent.sendSums(i),
};
