// Every key of NVSim's .cfg files (SEAL-UCSB/NVSim 6334d00, InputParameter.cpp).
import type { Gaps } from "./nvsim-gaps.js";
import type { KeyRule, KeyTable, NumberRange } from "./nvsim-keys.js";

const SEARCH = "NVSim searches for a design, Pimento estimates the one it is given";
const CACHE = "a cache around the array is not modelled";
const WIRES = "wires between arrays have one model";
const LOCAL_WIRES = "local wires have one model";
const FLASH = "NVSim uses it for flash and DRAM only";
const FORCED = "Total AxB, Active CxD";

const dropped = (reason: string, unit?: string): KeyRule => ({ dropped: reason, ...(unit === undefined ? {} : { units: { [unit]: "" } }) });
const each = (keys: readonly string[], rule: KeyRule): KeyTable => Object.fromEntries(keys.map((key) => [key, rule]));
const read = (units: readonly string[], range: NumberRange = "whole and above zero"): KeyRule =>
  ({ read: true, units: Object.fromEntries(units.map((unit) => [unit, unit])), range });

export const CONFIG_KEYS: KeyTable = {
  DesignTarget: { read: true, only: ["RAM"] },
  ProcessNode: { field: ["chip", "process", "node"], units: { "": "nm", nm: "nm" }, range: "whole and above zero" },
  DeviceRoadmap: { field: ["chip", "process", "roadmap"], only: ["HP", "LOP", "LSTP"] },
  Temperature: { field: ["chip", "process", "temperature"], units: { K: "K" }, range: "whole and above zero" },
  MemoryCellInputFile: { read: true },
  Capacity: read(["B", "KB", "MB"]),
  WordWidth: read(["bit"]),
  ForceBank: { read: true, notation: FORCED },
  ForceMat: { read: true, notation: FORCED },
  ForceMuxSenseAmp: read([""]),
  ForceMuxOutputLev1: { ...read([""]), only: [1] },
  ForceMuxOutputLev2: { ...read([""]), only: [1] },
  UseCactiAssumption: { dropped: "mats are as the file forces them", except: ["Yes"] },
  InternalSensing: { read: true, only: ["true"] },
  MaxNmosSize: { dropped: "drivers grow up to this width", units: { F: "" }, only: [100] },
  MaxDriverCurrent: dropped("NVSim reads it and does not use it", "uA"),
  OptimizationTarget: dropped(SEARCH),
  BufferDesignOptimization: dropped("drivers are sized by logical effort, which is the target latency"),
  EnablePruning: dropped(SEARCH),
  ...each(["ReadLatency", "WriteLatency", "ReadDynamicEnergy", "WriteDynamicEnergy", "Leakage", "Area", "ReadEdp", "WriteEdp"]
    .map((figure) => `Apply${figure}Constraint`), dropped(SEARCH, "")),
  OutputFilePrefix: dropped("the command line says where results go"),
  ...each(["LocalWireType", "LocalWireRepeaterType", "LocalWireUseLowSwing"], dropped(LOCAL_WIRES)),
  ...each(["GlobalWireType", "GlobalWireRepeaterType", "GlobalWireUseLowSwing", "Routing"], dropped(WIRES)),
  WriteScheme: dropped("NVSim uses it for cells without a transistor only"),
  Associativity: { ...dropped(CACHE), units: { "for cache only": "", "": "" }, range: "whole and above zero" },
  CacheAccessMode: dropped(CACHE),
  FlashPageSize: dropped(FLASH, "Byte"),
  FlashBlockSize: dropped(FLASH, "KB"),
};

/** What becomes of lines that are left out; those of the geometry are looked at together. */
export const CONFIG_GAPS: Gaps = {
  essentials: [["MemoryCellInputFile"]],
  unrepresented: { ProcessNode: ["90 nm", "65, 45, 32 or 22"] },
  defaults: {},
  others: { DesignTarget: ["a cache", "RAM"] },
  valueless: ["DeviceRoadmap", "Temperature"],
};
