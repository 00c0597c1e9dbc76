// How a network is laid onto the chip: the choices of the `mapping` section. Each member lists what is built today;
// further members (remap, rotated, tap, bank-side expansion, in-memory adder ...) are added to these unions.

export interface MappingSpec {
  /** `resident`: full-width weights are placed once, a switch of subnet moves no weight. */
  readonly placement: "resident";
  /** `contiguous`: first channels together, narrow subnets leave whole sub-arrays dark. `striped`: each sub-array holds a slice of every width. */
  readonly channelOrder: "contiguous" | "striped";
  /** `im2col`: every element of a window is rewritten for each output pixel. */
  readonly activationLayout: "im2col";
  /** Where a window is expanded to its elements: at the global buffer the interconnect carries duplicates. */
  readonly windowExpansion: "global-buffer";
  /** `counter`: bit counter and shift-accumulator at the sub-array. */
  readonly accumulation: "counter";
  /** Copies of a layer's weights: "auto" spends the spare sub-arrays on the slowest layers. */
  readonly replicas: "auto" | number;
}

export const defaultMapping: MappingSpec = {
  placement: "resident",
  channelOrder: "striped",
  activationLayout: "im2col",
  windowExpansion: "global-buffer",
  accumulation: "counter",
  replicas: "auto",
};
