// Every document a number on a technology card or in a circuit convention may be cited from.
// The keys are typed, so a misspelt one does not compile. How far each was read is said in `seen`.

export interface Source {
  readonly title: string;
  /** What of the document was actually read when the number was copied. */
  readonly seen: "table" | "abstract" | "code" | "second-hand";
}

export const SOURCES = {
  "nvsim-2018": {
    title: "NVSim, SEAL-UCSB/NVSim 6334d00 (2018-08-27); X. Dong et al., IEEE TCAD 31(7), 2012",
    seen: "table",
  },
  "itrs-mastar5": {
    title: "ITRS transistor projections computed with MASTAR 5, in the parameter set used by NVSim",
    seen: "table",
  },
  "itrs-interconnect": {
    title: "ITRS interconnect tables (edition not stated), in the parameter set used by NVSim",
    seen: "table",
  },
  "cacti-7": { title: "CACTI 7.0 technology tables", seen: "table" },
  "nangate-45": { title: "NanGate 45 nm open cell library (LEF), FreePDK45", seen: "table" },
  "bsim4": { title: "BSIM4 manual, junction capacitance against bias", seen: "table" },
  "neurosim-tpu-buffer": {
    title: "NeuroSIM main.cpp of the TPU global buffer benchmarking tool (DNN+NeuroSim family)",
    seen: "code",
  },
  "nvmexplorer-rram": { title: "NVMExplorer, data/cell_cfgs/RRAM.cell", seen: "code" },
  "nvmexplorer-stt": { title: "NVMExplorer, data/cell_cfgs/STTRAM.cell", seen: "code" },
} as const satisfies Record<string, Source>;

export type SourceKey = keyof typeof SOURCES;
