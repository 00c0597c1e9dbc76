// Residual addition with an option-A shortcut (He et al., 2016): subsampled by the stride, channels aligned as a prefix.
// In place on its input; a following rectifier is done in the same pass.
import { floatsAt } from "../tensor/arena.js";
import { innerOffset, pitchOf } from "../tensor/plane.js";
import { planeOf } from "../tensor/feature-plane.js";
import type { Feature } from "../tensor/kernels.js";
import type { AddNode } from "../layers/index.js";
import { rectifierFloor } from "./layer.js";
import type { Layer, Pass } from "./layer.js";
import { actionOf, type GradientAction } from "./storage-plan.js";
import type { Site } from "./site.js";

/** Pixel `at` of a plane, and the shortcut's that belongs to it. */
type PairVisit = (a: Float32Array, at: number, b: Float32Array, shortcutAt: number) => void;

/** Adds a shortcut to a feature map in place, subsampled by its stride, channels aligned as a prefix. */
export class Add implements Layer {
  private readonly floor: number;
  private readonly action: GradientAction;
  private readonly isVector: boolean;

  constructor(private readonly node: AddNode, private readonly site: Site) {
    this.floor = rectifierFloor(site.plan.rectified.has(node.id));
    this.action = actionOf(site.plan, node.id, node.shortcut);
    this.isVector = site.plan.shapes.get(node.id)!.vector === true;
  }

  forward(pass: Pass): void {
    if (this.isVector) {
      this.addVectors(pass.vector(this.node.shortcut), pass.vector(this.node.id), pass.images);
      return;
    }
    const [y, shortcut] = [pass.feature(this.node.id), pass.feature(this.node.shortcut)];
    const shared = Math.min(y.channels, shortcut.channels);
    if (this.node.shortcutStride !== 1) {
      this.forEachPair(y, shortcut, pass.images, (values, at, from, shortcutAt) => { values[at]! += from[shortcutAt]!; });
    }
    for (let c = 0; c < y.channels; c += 1) {
      if (c < shared && this.node.shortcutStride === 1) pass.kernels.addRectify(shortcut, y, c, pass.images, this.floor);
      else if (this.floor === 0) pass.kernels.rectify(y, c, pass.images, this.floor);
    }
  }

  backward(pass: Pass): void {
    if (this.isVector) {
      if (this.action === "none") return;
      const to = pass.vectorGradient(this.node.shortcut);
      if (this.action === "write") to.fill(0);
      this.addVectors(pass.vectorGradient(this.node.id), to, pass.images);
      return;
    }
    const [y, dy] = [pass.feature(this.node.id), pass.gradient(this.node.id)];
    if (this.site.plan.masks.has(this.node.id)) for (let c = 0; c < y.channels; c += 1) pass.kernels.mask(dy, y, c, pass.images, 0);
    if (this.action === "none") return;
    const dShortcut = pass.gradient(this.node.shortcut);
    const shared = Math.min(y.channels, dShortcut.channels);
    const simple = this.node.shortcutStride === 1;
    if (this.action === "write" && (!simple || shared < dShortcut.channels)) this.clear(dShortcut, pass.images);
    if (!simple) {
      this.forEachPair(dy, dShortcut, pass.images, (values, at, to, shortcutAt) => { to[shortcutAt]! += values[at]!; });
      return;
    }
    for (let c = 0; c < shared; c += 1) {
      if (this.action === "write") pass.kernels.copy(dy, dShortcut, c, pass.images);
      else pass.kernels.addRectify(dy, dShortcut, c, pass.images, -Infinity);
    }
  }

  /** The channels that both have, image by image. */
  private addVectors(from: Float32Array, to: Float32Array, images: number): void {
    const [have, want] = [from.length / images, to.length / images];
    for (let n = 0; n < images; n += 1) for (let c = 0; c < Math.min(have, want); c += 1) to[n * want + c]! += from[n * have + c]!;
  }

  private clear(x: Feature, images: number): void {
    floatsAt(this.site.memory, x.address, (images * x.imageBytes) / 4).fill(0);
  }

  /** Visits every pixel of the smaller planes together with the shortcut pixel it takes; strided shortcuts are few and small. */
  private forEachPair(small: Feature, shortcut: Feature, images: number, visit: PairVisit): void {
    const stride = this.node.shortcutStride;
    const [smallPitch, shortcutPitch] = [pitchOf(small.shape), pitchOf(shortcut.shape)];
    for (let n = 0; n < images; n += 1) {
      for (let c = 0; c < Math.min(small.channels, shortcut.channels); c += 1) {
        const a = planeOf(this.site.memory, small, n, c);
        const b = planeOf(this.site.memory, shortcut, n, c);
        for (let row = 0; row < small.shape.height; row += 1) {
          const at = innerOffset(small.shape) + row * smallPitch;
          const shortcutAt = innerOffset(shortcut.shape) + stride * row * shortcutPitch;
          for (let x = 0; x < small.shape.width; x += 1) visit(a, at + x, b, shortcutAt + stride * x);
        }
      }
    }
  }
}
