// A bank: the sub-arrays of its mats, made when they are first used, and how many of them may be active at once.
import type { Engine } from "../../sim/engine.js";
import { Resource } from "../../sim/resource.js";
import { SubArrayUnit, type SubArraySizes } from "./sub-array-unit.js";
import type { ChipSpec } from "../spec/chip-spec.js";
import { addressOf } from "../spec/organization.js";

class Bank {
  /** Mats that may sense or write at once; none where all of them may. */
  readonly #activity: readonly Resource[];
  readonly #mats: (SubArrayUnit | undefined)[] = [];

  constructor(
    private readonly engine: Engine,
    name: string,
    private readonly sizes: SubArraySizes,
    activeMats: number | undefined,
  ) {
    const limit = (capacity: number): Resource => new Resource(engine, { name: `${name}.activity`, capacity, waitReason: "bank-busy" });
    this.#activity = activeMats === undefined ? [] : [limit(activeMats)];
  }

  subArrayAt(mat: number, index: number): SubArrayUnit {
    return (this.#mats[mat] ??= new SubArrayUnit(this.engine, index, this.sizes, this.#activity));
  }
}

/** All banks of a chip. */
export class Banks {
  readonly #banks: (Bank | undefined)[] = [];

  constructor(
    private readonly engine: Engine,
    private readonly spec: ChipSpec,
  ) {}

  /** The sub-array of a number. */
  subArray(index: number): SubArrayUnit {
    const { organization } = this.spec;
    const { group, bank, mat } = addressOf(organization, index);
    const number = group * organization.banksPerGroup + bank;
    const name = `group[${group}].bank[${bank}]`;
    const owner = (this.#banks[number] ??= new Bank(this.engine, name, this.spec, organization.activeMatsPerBank));
    return owner.subArrayAt(mat, index);
  }
}
