// The timed chip: units, queues and power around one engine; executes programs with real bits or with assumed densities.
// Several requests may be in flight. Energy is in the ledger, power in the power meter, time is the engine's.
import { Engine } from "../../sim/engine.js";
import type { OpenWork, Waiting } from "../../sim/waiting.js";
import { ACT } from "../../sim/event-queue.js";
import { Ledger, type Meter } from "../../sim/ledger.js";
import type { PowerMeter } from "../../sim/power.js";
import { Resource } from "../../sim/resource.js";
import type { TimePs } from "../../sim/time.js";
import type { AgentSequencer } from "../agents/agent.js";
import type { Lane, StepContext, Values } from "../agents/lane.js";
import { Performer } from "../act/performer.js";
import { TimeLine } from "../act/time-line.js";
import { ArrayActs, arrayMeters } from "../array/array-acts.js";
import { ArrayAgent, type ArrayServices, type Density } from "../agents/array-agent.js";
import { SubArrayUnit } from "../array/sub-array-unit.js";
import { BufferActs } from "../buffer/buffer-acts.js";
import { BufferAgent } from "../agents/buffer-agent.js";
import { FeatureMaps } from "../buffer/feature-maps.js";
import { RequestRun } from "../agents/request-run.js";
import { DigitalActs } from "../digital/digital-acts.js";
import { DigitalAgent } from "../agents/digital-agent.js";
import { subArrayAt, type MachineState } from "../interpreter/interpreter.js";
import type { Agent } from "../isa/instruction.js";
import type { Program } from "../isa/program.js";
import { SENSE_OPERATIONS } from "../sense-ops/index.js";
import type { ChipParts } from "./chip-parts.js";
import { subArrayCount, type ChipSpec } from "../spec/chip-spec.js";

export interface ChipOptions {
  /** Resident weights; null times programs with assumed densities. */
  readonly machine: MachineState | null;
  readonly density: Density;
  /** Makes the power meter on this chip's engine (limit and trace are its business). */
  readonly power: (engine: Engine) => PowerMeter;
}

export interface SubmitOptions {
  readonly image?: ArrayLike<number> | null;
  readonly onDone?: ((request: RequestRun) => void) | undefined;
}

/** Tag of leakage while no request is under way. */
const IDLE = "idle";

/** Truth of a registered sense operation. @throws RangeError for an unknown name */
export function truthOf(name: string): (countOfOnes: number) => readonly number[] {
  if (!Object.hasOwn(SENSE_OPERATIONS, name)) throw new RangeError(`no sense operation "${name}"`);
  return SENSE_OPERATIONS[name as keyof typeof SENSE_OPERATIONS].truth;
}

export class Chip implements OpenWork {
  readonly engine = new Engine();
  readonly ledger = new Ledger();
  readonly power: PowerMeter;
  readonly #performer: Performer;
  readonly #arrayActs: ArrayActs;
  readonly #bufferActs: BufferActs;
  readonly #digitalActs: DigitalActs;
  readonly #readPort: Resource;
  readonly #writePort: Resource;
  readonly #wayIn: Resource;
  readonly #digitalUnits: Resource;
  readonly #leaks: readonly { readonly meter: Meter<string>; readonly members: number }[];
  readonly #units = new Map<number, SubArrayUnit>();
  readonly #layerLocks = new Map<string, Resource>();
  /** Under way. */
  readonly #requests = new Set<RequestRun>();
  #leakedToPs = 0;

  constructor(
    readonly spec: ChipSpec,
    readonly parts: ChipParts,
    readonly options: ChipOptions,
  ) {
    const { engine, ledger } = this;
    const array = arrayMeters(ledger, parts);
    const meters = {
      sumStore: ledger.meter("sum-store", parts.sumStore),
      buffer: ledger.meter("global-buffer", parts.globalBuffer),
      links: ledger.meter("interconnect", parts.interconnect.costs),
      digital: ledger.meter("digital", parts.digital),
      controller: ledger.meter("controller", parts.controller),
    };
    const subArrays = subArrayCount(spec);
    this.#leaks = [
      { meter: array.subArray, members: subArrays },
      { meter: array.rowBuffer, members: subArrays },
      { meter: array.sumBuffer, members: subArrays },
      { meter: meters.sumStore, members: 1 },
      { meter: meters.buffer, members: 1 },
      { meter: meters.links, members: 1 },
      { meter: meters.digital, members: spec.digital.units },
      { meter: meters.controller, members: 1 },
    ];
    this.power = options.power(engine);
    this.power.setBase(this.leakageW);
    this.#performer = new Performer(engine, this.power, meters.controller);
    this.#arrayActs = new ArrayActs(spec.array, array);
    this.#bufferActs = new BufferActs(spec.globalBuffer, meters.buffer, parts.interconnect, meters.links);
    this.#digitalActs = new DigitalActs(spec.digital, meters.digital, meters.sumStore);
    this.#readPort = new Resource(engine, { name: "global-buffer.read-port", waitReason: "bus-busy" });
    this.#writePort = new Resource(engine, { name: "global-buffer.write-port", waitReason: "bus-busy" });
    this.#wayIn = new Resource(engine, { name: "interconnect.way-in", waitReason: "bus-busy" });
    this.#digitalUnits = new Resource(engine, { name: "digital", capacity: spec.digital.units, waitReason: "digital-busy" });
    engine.watch(this);
  }

  /** All parts on. */
  get leakageW(): number {
    return this.#leaks.reduce((sum, { meter, members }) => sum + members * meter.costs.leakageW, 0);
  }

  /**
   * Start a program at a time. With an image the machine's bits are used and the request's maps hold its feature maps.
   * `onDone` comes at the end of its last step.
   * @returns the request; done after `engine.run()`
   */
  submit(program: Program, atPs: number, name: string, { image = null, onDone }: SubmitOptions = {}): RequestRun {
    const values = image === null ? null : this.#valuesOf(program, image);
    const request = new RequestRun(this.#services, program, name, values, () => {
      this.#requests.delete(request);
      onDone?.(request);
    });
    this.engine.schedule(atPs, ACT, () => {
      if (this.#requests.size === 0) this.#leak(IDLE);
      this.#requests.add(request);
      request.start();
    });
    return request;
  }

  /** Power of the largest single act so far. */
  get largestActW(): number {
    return this.#performer.largestActW;
  }

  openWork(): Waiting[] {
    return [...this.#requests].flatMap((request) => request.openWork());
  }

  #valuesOf(program: Program, image: ArrayLike<number>): Values {
    const { machine } = this.options;
    if (machine === null) throw new RangeError("this chip holds no weights: it times programs without images");
    const maps = new FeatureMaps(program.tensors);
    maps.get(program.input).values.set(image);
    return { maps, subArrayAt: (index) => subArrayAt(machine, index) };
  }

  readonly #services = {
    now: () => this.engine.now,
    layerLock: (tag: string) => this.#lockOf(tag),
    laneOf: (context: StepContext, index: number): Lane => ({ context, index, units: context.step.group.lanes[index]!.map((n) => this.#unitOf(n)) }),
    agentsOf: (kind: Agent, lane: Lane, done: () => void) => this.#agentsOf(kind, lane, done),
    onStepEnd: (tag: string) => this.#leak(tag),
  };

  #agentsOf(kind: Agent, lane: Lane, done: () => void): AgentSequencer[] {
    const performer = this.#performer;
    const ports = { readPort: this.#readPort, writePort: this.#writePort };
    if (kind === "buffer") return [new BufferAgent({ performer, acts: this.#bufferActs, receive: (bits) => this.#arrayActs.receive(bits), ...ports }, lane, done)];
    if (kind === "digital") return [new DigitalAgent({ performer, acts: this.#digitalActs, bufferActs: this.#bufferActs, units: this.#digitalUnits, ...ports }, lane, done)];
    const services = { performer, acts: this.#arrayActs, density: this.options.density, truthOf, send: this.#send };
    return lane.units.map((_, tile) => new ArrayAgent(services, lane, tile, done));
  }

  /** Sums wait for a place at the digital unit, then for the way in, then travel. */
  readonly #send: ArrayServices["send"] = (lane, tile, { count, bits, values }) => {
    const unit = lane.units[tile]!;
    const who = `${unit.name}.way-out`;
    const line = new TimeLine(who, lane.context.totals, this.engine.hooks);
    const charge = this.#bufferActs.sendIn(bits, unit.index);
    const stores = [...this.#arrayActs.output(count, bits), this.#digitalActs.receive(count)];
    const act = { unit: who, kind: "send", tag: lane.context.step.tag, durationPs: charge.durationPs, postings: [this.#performer.issue, ...charge.postings, ...stores] };
    const travel = (): void =>
      this.#performer.perform(act, line, () => {
        line.to(null, this.engine.now);
        this.#wayIn.release();
        unit.sumPlaces.release();
        unit.arrivals.deliver(values, this.#bufferActs.hopPs as TimePs);
      });
    line.to("buffer-full", this.engine.now);
    unit.arrivals.reserve({
      who,
      onGranted: () => {
        line.to("bus-busy", this.engine.now);
        this.#wayIn.acquire({ who, onGranted: travel });
      },
    });
  };

  #unitOf(index: number): SubArrayUnit {
    let unit = this.#units.get(index);
    if (unit === undefined) this.#units.set(index, (unit = new SubArrayUnit(this.engine, index, this.spec)));
    return unit;
  }

  #lockOf(tag: string): Resource {
    let lock = this.#layerLocks.get(tag);
    if (lock === undefined) this.#layerLocks.set(tag, (lock = new Resource(this.engine, { name: `layer[${tag}]`, waitReason: "layer-busy" })));
    return lock;
  }

  /** Leakage since the last post belongs to the step that ends now; so leaked time tiles the run whatever overlaps. */
  #leak(tag: string): void {
    const elapsed = this.engine.now - this.#leakedToPs;
    this.#leakedToPs = this.engine.now;
    if (elapsed > 0) for (const { meter, members } of this.#leaks) meter.leak(tag, elapsed * members);
  }
}
