// The commented config that `pimento init` writes. Every value in it is the default; a test reads it back and compares.
export const STARTER_CONFIG = `# Every line may be left out; the values here are the defaults.

chip:
  preset: edge              # pimento list presets
  technology: sot-mram      # pimento list technologies
  process: { node: 45 nm, roadmap: LOP, temperature: 300 K }
  array:
    rows: 256
    columns: 512
    senseAmpMux: 1          # columns that share one sense amplifier
    writeParallelism: 64    # columns written at once
    columnGating: 64        # columns switched off together when unused, or none
    accumulatorBits: 42     # enough for 16-bit weights and activations
  organization: { matsPerBank: 4, banksPerGroup: 16, groups: 1 }
  globalBuffer: { capacity: 128 KiB, widthBits: 128 }
  interconnect: { kind: h-tree, widthBits: 128, frequency: 1 GHz }
  digital: { units: 1, lanes: 64, frequency: 250 MHz }

network:
  name: resnet20            # pimento list networks
  subnets: [1.0, 0.75, 0.5, 0.25]
  weightBits: 8
  activationBits: 8

data:
  name: procedural          # drawn by code; none: timing without images

run:
  images: 64                # test images sent through the simulated arrays
  timedImages: 1            # of these, how many on the timed chip
  seed: "1"

mapping:
  channelOrder: striped     # or contiguous
  replicas: auto            # copies of a layer's weights

power:
  budget: infinite          # or for instance 200 mW, leakage included
`;
