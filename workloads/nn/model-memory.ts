// Lays out the memory of a model that several threads work on: learned parameters, packed weights, statistics and one gradient
// vector per block are shared; every thread has a workspace of its own for activations.
import { ConfigError } from "../../sim/errors.js";
import { createMemory, pagesFor, WASM_MOST_PAGES, WASM_PAGE_BYTES } from "../../sim/wasm/index.js";
import type { MemoryLimits, WasmMemory } from "../../sim/wasm/index.js";
import { Arena, floatsAt } from "../tensor/arena.js";
import type { NetworkSpec, Subnet } from "../nets/index.js";
import { parameterLayout, statisticsLayout } from "./parameters.js";
import type { TensorDeclaration, TensorLayout } from "./parameters.js";
import { WeightPacking } from "./packing.js";
import type { ActivationRounding } from "./rounded-activation.js";
import type { StoragePlan } from "../passes/storage-plan.js";
import { tensorNames } from "../passes/tensor-names.js";
import { planStorage } from "./storage.js";
import { layOutWorkspace } from "./workspace.js";

export interface ModelShape {
  readonly spec: NetworkSpec;
  readonly subnets: readonly Subnet[];
  /** Images of one block (one batch-norm group). */
  readonly blockImages: number;
  /** Blocks whose gradients are kept apart until they are summed. */
  readonly blocks: number;
  /** Threads, each with its workspace. */
  readonly workspaces: number;
  /** Learned beside the network (see ParameterRule). */
  readonly extras?: readonly TensorDeclaration[];
  /** Activations that are rounded as integers will be; their clips are among the extras. */
  readonly rounding?: ActivationRounding;
  /** Names of parameters that get no gradient, and of batch-norm statistics that are used and kept; see `frozenNames`. */
  readonly frozen?: readonly string[];
}

/** The shared part, and where each workspace begins. */
export interface ModelMemory {
  readonly shape: ModelShape;
  readonly memory: WasmMemory;
  readonly limits: MemoryLimits;
  readonly parameterLayout: TensorLayout;
  readonly statisticsLayout: TensorLayout;
  readonly plan: StoragePlan;
  readonly packing: WeightPacking;
  readonly parameters: Float32Array;
  readonly statistics: Float32Array;
  /** Per block. */
  readonly gradients: readonly Float32Array[];
  readonly batchStatistics: readonly Float32Array[];
  readonly workspaceStarts: readonly number[];
}

/**
 * Lays out the memory, allocating it unless one laid out for the same shape is given (in another thread).
 * @throws ConfigError when the model is too large for one memory; RangeError when the engine cannot allocate that much
 */
export function modelMemory(shape: ModelShape, existing?: WasmMemory): ModelMemory {
  const { spec, subnets, blocks, workspaces } = shape;
  const [parameters, statistics] = [parameterLayout(spec, subnets, shape.extras), statisticsLayout(spec, subnets)];
  const arena = new Arena(64);
  const plan = planOf(shape);
  const packing = new WeightPacking(spec, parameters, plan, arena);
  const [parametersAt, statisticsAt] = [arena.floats(parameters.size), arena.floats(statistics.size)];
  const gradientsAt = Array.from({ length: blocks }, () => arena.floats(parameters.size));
  const batchStatisticsAt = Array.from({ length: blocks }, () => arena.floats(statistics.size));
  const workspaceBytes = layOutWorkspace(shape, plan, packing, new Arena(0)).arena.end;
  const workspaceStarts = Array.from({ length: workspaces }, () => arena.allocate(workspaceBytes));
  const pages = pagesFor(arena.end);
  requireRoom(pages, shape);
  const shared = workspaces > 1;
  const memory = existing ?? createMemory(pages, shared);
  return {
    shape, memory, plan, packing, workspaceStarts, parameterLayout: parameters, statisticsLayout: statistics,
    limits: shared ? { initialPages: pages, maximumPages: pages, shared } : { initialPages: pages },
    parameters: floatsAt(memory, parametersAt, parameters.size),
    statistics: floatsAt(memory, statisticsAt, statistics.size),
    gradients: gradientsAt.map((at) => floatsAt(memory, at, parameters.size)),
    batchStatistics: batchStatisticsAt.map((at) => floatsAt(memory, at, statistics.size)),
  };
}

function planOf({ spec, subnets, rounding, frozen }: ModelShape): StoragePlan {
  const names = new Set(frozen ?? []);
  const rounded = (rounding?.tensors ?? []).map(
    ({ tensor }) => ({ tensor, learns: subnets.some((subnet) => !names.has(tensorNames.clip(tensor, subnet))) })
  );
  return planStorage(spec, { subnets, rounded, frozen: names });
}

/** Which of a model's parameters and statistics are frozen, by name (see `tensorNames`). @throws ConfigError for shapes that do not fit */
export function frozenNames(
  { spec, subnets, extras }: Pick<ModelShape, "spec" | "subnets" | "extras">, isFrozen: (name: string) => boolean,
): string[] {
  const { slots } = parameterLayout(spec, subnets, extras ?? []);
  return [...slots, ...statisticsLayout(spec, subnets).slots].map(({ name }) => name).filter(isFrozen);
}

function requireRoom(pages: number, { spec, workspaces, blockImages }: ModelShape): void {
  if (pages <= WASM_MOST_PAGES) return;
  const gibibytes = (count: number): string => ((count * WASM_PAGE_BYTES) / 2 ** 30).toFixed(1);
  throw new ConfigError({
    path: spec.name,
    message: `needs more memory than WebAssembly can address, with ${workspaces} threads and blocks of ${blockImages} images`,
    found: `${gibibytes(pages)} GiB`,
    allowed: `${gibibytes(WASM_MOST_PAGES)} GiB: fewer threads, smaller blocks (--threads, --block), or smaller images`,
  });
}
