// Weights that run in training are the integer network's codes times its scales, for any weights, bits and granularity; and gradients of
// learned steps are those of the definition.
import fc from "fast-check";
import { randomStream } from "../../../sim/random.js";
import { fullSubnet } from "../../../workloads/nets/index.js";
import { parameterLayout } from "../../../workloads/nn/parameters.js";
import { tensorNames } from "../../../workloads/passes/tensor-names.js";
import { quantizeRows, weightCodes } from "../../../workloads/codes/fixed-point.js";
import { networkFormats } from "../../../workloads/quant/formats.js";
import { learnedStepGradient } from "../../../workloads/train/learned-step.js";
import { quantisation, QUANTISATION_MODES } from "../../../workloads/train/quantisation.js";
import { tinyNetwork } from "../../fixtures/tiny-training.js";

const bits = fc.integer({ min: 1, max: 16 });
const SUBNETS = [fullSubnet(tinyNetwork)];

describe("rounded weights", () => {
  it("are codes times scales of the integer network, straight through or with learned steps", () => {
    fc.assert(fc.property(bits, bits, bits, fc.constantFrom("channel" as const, "tensor" as const), fc.constantFrom(
      ...QUANTISATION_MODES
    ), fc.nat(),
      (weightBits, firstLayerBits, lastLayerBits, weightScale, mode, seed) => {
        const options = { mode, bits: { weightBits, activationBits: 4, firstLayerBits, lastLayerBits, weightScale } };
        const rule = quantisation(options, 1)({ network: tinyNetwork, subnets: SUBNETS, seed });
        const layout = parameterLayout(tinyNetwork, SUBNETS, rule.extras);
        const random = randomStream(seed, "weights");
        const learned = Float32Array.from({ length: layout.size }, () => random.normal());
        rule.initialise?.(learned, layout);
        const running = learned.slice();
        rule.apply?.(running, learned, layout, 0);
        const { weights } = networkFormats(tinyNetwork, options.bits);
        expect([weights.get("c0")!.bits, weights.get("c2")!.bits, weights.get("fc")!.bits])
          .toEqual([firstLayerBits, weightBits, lastLayerBits]);
        for (const [id, format] of weights) {
          const name = tensorNames.weight(id);
          const { size, shape } = layout.slot(name);
          const steps = mode === "learned-step" ? layout.view(learned, tensorNames.step(id)) : undefined;
          const { codes, scales } = quantizeRows(layout.view(learned, name), shape[0]!, format, steps);
          const expected = Float32Array.from(codes, (code, n) => code * scales[Math.floor(n / (size / shape[0]!))]!);
          expect([...layout.view(running, name)]).toEqual([...expected]);
          expect(new Set(scales).size).toBe(format.perChannel ? shape[0]! : 1);
        }
      }), { numRuns: 60 });
  });

  it("never leave their codes, and reach the largest one when the weights decide", () => {
    fc.assert(fc.property(bits, fc.boolean(), fc.array(
      fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 6, maxLength: 30 }
    ), (width, perChannel, values) => {
      const weights = Float32Array.from(values.slice(0, 3 * Math.floor(values.length / 3)));
      const { min, max } = weightCodes(width);
      const { codes } = quantizeRows(weights, 3, { bits: width, perChannel });
      expect(codes.every((code) => code >= -max && code <= max)).toBe(true);
      if (weights.some((value) => Math.abs(value) > 2 ** -20)) expect(codes.some((code) => Math.abs(code) === max)).toBe(true);
      const steps = [0.25, 0.5, 0.125];
      const learned = quantizeRows(weights, 3, { bits: width, perChannel }, steps).codes;
      expect(learned.every((code) => code >= min && code <= max)).toBe(true);
      const inSteps = weights.map((value, n) => value / steps[perChannel ? Math.floor((3 * n) / weights.length) : 0]!);
      // The nearest code that there is; one bit has no zero between its two.
      learned.forEach(
        (code, n) => expect(Math.abs(Math.max(min, Math.min(max, inSteps[n]!)) - code)).toBeLessThanOrEqual(width === 1 ? 1 : 0.5)
      );
    }));
  });
});

describe("the gradient of a learned step", () => {
  it("is that of its definition, by finite differences between the jumps of the rounding", () => {
    fc.assert(fc.property(bits, fc.constantFrom(1, 4), fc.nat(), (width, channels, seed) => {
      const random = randomStream(seed, "learned step");
      const weights = Float32Array.from({ length: 16 }, () => random.normal());
      const towards = Float32Array.from({ length: 16 }, () => random.normal());
      const steps = Float32Array.from({ length: channels }, () => (0.05 + random.next()) / weightCodes(width).max ** 0.5);
      const { min, max } = weightCodes(width);
      const group = weights.length / channels;
      // The surrogate: what rounding adds is held fixed where nothing is clipped, so that d/dw = 1 and d/ds = code - w / s.
      const loss = (w: (n: number) => number, s: (step: number) => number): number => weights.reduce((sum, whole, n) => {
        const step = steps[Math.floor(n / group)]!;
        const [ratio, now] = [w(n) / s(Math.floor(n / group)), whole / step];
        if (width === 1) return sum + towards[n]! * (s(Math.floor(n / group)) * (whole < 0 ? -1 : 1) + w(n) - whole);
        const code = now <= min ? min : now >= max ? max : ratio + (Math.round(now) - now);
        return sum + towards[n]! * code * s(Math.floor(n / group));
      }, 0);
      const [own, gradient, by] = [(n: number) => weights[n]!, towards.slice(), new Float32Array(channels)];
      learnedStepGradient(gradient, by, weights, steps, width);
      const slope = (f: (delta: number) => number, size: number): number => (f(size) - f(-size)) / (2 * size);
      for (let c = 0; c < channels; c += 1) {
        const expected = slope((delta) => loss(own, (n) => steps[n]! + (n === c ? delta : 0)), steps[c]! * 1e-4) / Math.sqrt(group * max);
        expect(by[c]!).toBeCloseTo(expected, 3);
      }
      for (let n = 0; n < weights.length; n += 1) {
        const expected = slope((delta) => loss((m) => weights[m]! + (m === n ? delta : 0), (c) => steps[c]!), 1e-4);
        expect(gradient[n]!).toBeCloseTo(expected, 3);
      }
    }));
  });
});
