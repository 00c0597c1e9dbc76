// Published figures that are not compared, and why: silence would look like agreement.

export const NOT_ATTEMPTED: readonly { readonly anchor: string; readonly reason: string }[] = [
  {
    anchor: "Per-width energy, latency, area and accuracy of the channel-adaptive accelerator (ASP-DAC 2020)",
    reason: "only its abstract could be read; no table was seen",
  },
  {
    anchor: "ParaPIM 4x / 7.3x and DIMA 1.6x / 5.6x over processing in DRAM, ISQED 2019 5.4x / 9x over ReRAM",
    reason: "ratios to machines that are not modelled here",
  },
  { anchor: "15.8x less energy than analog ReRAM (ISVLSI 2019)", reason: "the analog machine is not modelled here" },
  {
    anchor: "Slimmable ResNet-50 and MobileNet losing 1.1 to 18.4 points at narrower widths",
    reason: "ImageNet networks; those that run here are ResNets for 32 x 32 images",
  },
  {
    anchor: "22 nm SOT cache of 512 KB: area, latency and leakage against SRAM",
    reason: "ratios to an SRAM cache; our SRAM model covers buffers only",
  },
  {
    anchor: "1 ns switching and TMR of 146 % of a 64 kb SOT macro",
    reason: "inputs of a cell, not outputs of a model; the default card states 1 ns and 171 % (100 to 200 %)",
  },
];
