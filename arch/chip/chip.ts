// The timed chip: units, queues and power around one engine; executes programs with real bits or with assumed densities.
// Several requests may be in flight. Energy is in the ledger, power in the power meter, time is the engine's.
import { Engine } from "../../sim/engine.js";
import { ACT } from "../../sim/event-queue.js";
import { Hooks } from "../../sim/hooks.js";
import { Ledger, type LedgerTag } from "../../sim/ledger.js";
import type { PowerMeter } from "../../sim/power.js";
import { Resource } from "../../sim/resource.js";
import type { OpenWork, Waiting } from "../../sim/waiting.js";
import { Performer } from "../act/performer.js";
import { subArrayAt, type MachineState } from "../agents/array-state.js";
import type { ChipUnits, Density } from "../agents/chip-units.js";
import type { WeightSource } from "../agents/instruction-kind.js";
import type { Values } from "../agents/lane.js";
import { RequestRun, type RequestServices } from "../requests/request-run.js";
import { SubArrayLocks } from "../requests/sub-array-locks.js";
import { Banks } from "../units/banks.js";
import { FeatureMaps } from "../buffer/feature-maps.js";
import { GlobalBuffer } from "../units/global-buffer.js";
import { DigitalActs } from "../digital/digital-acts.js";
import { InterconnectUnit } from "../units/interconnect-unit.js";
import type { Program, StepList } from "../isa/program.js";
import type { ChipSpec } from "../spec/chip-spec.js";
import { LocalStoreActs } from "../stores/local-store-acts.js";
import { instructionsOf, styleNameOf } from "../styles/index.js";
import { partList, type ChipBuild } from "./chip-parts.js";
import { PoweredParts } from "./powered-parts.js";

export interface ChipOptions {
  /** Contents of the sub-arrays; null times programs with assumed densities. */
  readonly machine: MachineState | null;
  readonly density: Density;
  /** Makes the power meter on this chip's engine (budget and trace are its business). */
  readonly power: (engine: Engine) => PowerMeter;
  /** Where tracers listen: events, waits, spans of work and waiting, posts of the ledger. Costs nothing unheard. */
  readonly hooks?: Hooks;
}

export interface SubmitOptions {
  /** For a program from an image to a map. */
  readonly image?: ArrayLike<number> | null;
  /** For a deployment. */
  readonly weights?: WeightSource | null;
  readonly onDone?: ((request: RequestRun) => void) | undefined;
}

/** Whom leakage belongs to while no request is under way. */
const IDLE: LedgerTag = { request: "idle", layer: "idle" };

/** A chip at time 0: submit programs, run its engine, read its ledger and its power meter. */
export class Chip implements OpenWork {
  readonly engine: Engine;
  readonly ledger: Ledger;
  readonly power: PowerMeter;
  readonly #performer: Performer;
  readonly #powered: PoweredParts;
  readonly #services: RequestServices;
  /** Under way. */
  readonly #requests = new Set<RequestRun>();

  constructor(
    readonly spec: ChipSpec,
    build: ChipBuild,
    readonly options: ChipOptions,
  ) {
    const engine = new Engine({ hooks: options.hooks ?? new Hooks() });
    const ledger = new Ledger(engine.hooks);
    [this.engine, this.ledger] = [engine, ledger];
    this.power = options.power(engine);
    this.#powered = new PoweredParts(partList(build.parts), ledger, this.power);
    this.#performer = new Performer(engine, this.power, ledger.meter(build.parts.controller.name, build.parts.controller.costs));
    const banks = new Banks(engine, spec);
    this.#services = {
      engine,
      locks: new SubArrayLocks(engine),
      units: this.#units(build),
      instructions: instructionsOf(styleNameOf(spec)),
      subArray: (index) => banks.subArray(index),
      onStepEnd: (tag) => this.#powered.post(tag, engine.now),
    };
    engine.watch(this);
  }

  /** Of all parts that are on [W]. */
  get leakageW(): number {
    return this.#powered.leakageW;
  }

  /** Power of the largest single act so far. */
  get largestActW(): number {
    return this.#performer.largestActW;
  }

  /**
   * Start a program at a time, under a name that its accounts and spans carry. With an image (or weights) the machine's bits are used and
   * the request's maps hold its feature maps. `onDone` comes at the end of its last step.
   * @returns the request; done after `engine.run()`
   * @throws RangeError for values on a chip without contents
   */
  submit(program: StepList, atPs: number, name: string, { image = null, weights = null, onDone }: SubmitOptions = {}): RequestRun {
    const { machine } = this.options;
    if (machine === null && (image !== null || weights !== null)) {
      throw new RangeError("this chip holds no weights: it times programs without images");
    }
    const makeValues = (): Values | null =>
      machine === null || (image === null && weights === null) ? null : valuesOf(program, machine, image, weights);
    const request = new RequestRun(this.#services, program, name, makeValues, () => {
      this.#requests.delete(request);
      onDone?.(request);
    });
    this.engine.schedule(atPs, ACT, () => {
      if (this.#requests.size === 0) this.#powered.post(IDLE, this.engine.now);
      this.#requests.add(request);
      request.start();
    });
    return request;
  }

  openWork(): Waiting[] {
    return [...this.#requests].flatMap((request) => request.openWork());
  }

  #units({ parts, network }: ChipBuild): ChipUnits {
    const { engine, ledger, spec } = this;
    const meter = <A extends string>({ name, costs }: { name: string; costs: Parameters<typeof ledger.meter<A>>[1] }) =>
      ledger.meter(name, costs);
    return {
      performer: this.#performer,
      globalBuffer: new GlobalBuffer(engine, spec.globalBuffer, meter(parts.globalBuffer)),
      interconnect: new InterconnectUnit(engine, network, meter(parts.interconnect)),
      arrays: { spec: spec.array, meter: meter(parts.subArray), density: this.options.density },
      stores: new LocalStoreActs(meter(parts.rowBuffer), meter(parts.sumBuffer), meter(parts.sumStore)),
      digitalActs: new DigitalActs(spec.digital, meter(parts.digital)),
      digitalUnits: new Resource(engine, { name: parts.digital.name, capacity: parts.digital.count, waitReason: "digital-busy" }),
    };
  }
}

function valuesOf(
  program: StepList | Program, machine: MachineState, image: ArrayLike<number> | null, weights: WeightSource | null,
): Values {
  const maps = new FeatureMaps(program.tensors);
  if (image !== null && "input" in program) maps.get(program.input).values.set(image);
  return { maps, weights, subArrayAt: (index) => subArrayAt(machine, index) };
}
