// Emits the passes between planes and Winograd's transformed domain, one tile of four channels at a time with the channels in the
// lanes: inputs and output gradients to their 36 points, and points to outputs. For the formulas see winograd-transforms.ts.
// Channels come in fours; what lies in planes behind the last is not looked at.
import { advance, get, i32, ifElse, load, op, repeat, sequence, set, shuffle32, store } from "../../sim/wasm/index.js";
import type { Code, FunctionBuilder, Local, ModuleBuilder } from "../../sim/wasm/index.js";
import { FLOAT_BYTES, VECTOR_BYTES } from "./plane.js";
import {
  inputTransform, outputGradientTransform, outputTransform, POINT_SIDE, POINTS, TILE_SIDE, TRANSFORM_TEMPORARIES,
} from "./winograd-transforms.js";
import type { Transform } from "./winograd-transforms.js";

/** Four tiles of four channels at one point. */
export const BLOCK_BYTES = 4 * VECTOR_BYTES;
/** Bytes in which the passes keep a tile transformed in one direction. */
export const TILE_SCRATCH_BYTES = POINTS * VECTOR_BYTES;

/**
 * Parameters of the passes, in order; all i32, pointers and strides in bytes. A transformed array is
 * [point, column by column][group of 4 tiles][group of 4 channels][4 tiles][4 channels].
 * planes: the first channel's plane, at the first pixel read or written of a tile at (0, 0); offsets: [tiles] from there to each tile;
 * first: the number of the first tile in the transformed array; groupBytes: from group of tiles to group of tiles.
 */
const TILE_PARAMETERS = [
  "planes", "offsets", "tiles", "channelGroups", "planeBytes", "rowBytes", "transformed", "first", "groupBytes", "pointBytes", "scratch",
  "accumulate",
] as const;

const ROW_BYTES = POINT_SIDE * VECTOR_BYTES;

/** Adds `winogradInput`, `winogradOutputGradient` and `winogradOutput`, all of TILE_PARAMETERS; only the last heeds `accumulate`. */
export function addWinogradTileKernels(module: ModuleBuilder): void {
  const parameters = TILE_PARAMETERS.map(() => "i32" as const);
  module.add("winogradInput", parameters, null, (f) => new TileKernel(f).toPoints(inputTransform));
  module.add("winogradOutputGradient", parameters, null, (f) => new TileKernel(f).toPoints(outputGradientTransform));
  module.add("winogradOutput", parameters, null, (f) => new TileKernel(f).toPlanes(outputTransform));
}

class TileKernel {
  private readonly values: readonly Local[];
  private readonly temporaries: readonly Local[];
  /** The row under way in each of the four channels' planes. */
  private readonly rows: readonly Local[];
  private readonly scratch: Local;
  private readonly point: Local;

  constructor(private readonly f: FunctionBuilder) {
    this.values = f.localArray("v128", POINT_SIDE);
    this.temporaries = f.localArray("v128", TRANSFORM_TEMPORARIES);
    this.rows = f.localArray("i32", 4);
    this.scratch = f.local("i32");
    this.point = f.local("i32");
  }

  /** Rows first, into the scratch, then columns, each to its six points. */
  toPoints(transform: Transform): Code {
    return this.forEachTile(
      this.times(transform.from, this.gather(transform.from > TILE_SIDE), transform.code(this.values, this.temporaries), this.write(
        VECTOR_BYTES, POINT_SIDE
      ), this.nextRow(), advance(this.scratch, ROW_BYTES)),
      this.times(POINT_SIDE, this.read(ROW_BYTES, transform.from), transform.code(this.values, this.temporaries),
        this.column((value) => store("v128.store", get(this.point), get(value))), advance(this.scratch, VECTOR_BYTES)));
  }

  /** Columns of points first, into the scratch, then the four rows of outputs. */
  toPlanes(transform: Transform): Code {
    return this.forEachTile(
      this.times(POINT_SIDE, this.column((value) => set(value, load("v128.load", get(this.point)))), transform.code(
        this.values, this.temporaries
      ),
        this.write(ROW_BYTES, TILE_SIDE), advance(this.scratch, VECTOR_BYTES)),
      this.times(TILE_SIDE, this.read(VECTOR_BYTES, POINT_SIDE), transform.code(
        this.values, this.temporaries
      ), this.scatter(), this.nextRow(), advance(this.scratch, ROW_BYTES)));
  }

  private at(name: (typeof TILE_PARAMETERS)[number]): Local {
    return this.f.parameter(TILE_PARAMETERS.indexOf(name));
  }

  /** For each group of channels and tile: `rows` at the tile's first row, `point` at its first point. */
  private forEachTile(...passes: readonly Code[]): Code {
    const [group, tile, offset, number, groupPoints] = this.f.localArray("i32", 5) as [Local, Local, Local, Local, Local];
    const tileGroup = op("i32.mul", op("i32.shr_u", get(number), i32(2)), get(this.at("groupBytes")));
    const inGroup = op("i32.mul", op("i32.and", get(number), i32(3)), i32(VECTOR_BYTES));
    return sequence(
      set(groupPoints, get(this.at("transformed"))),
      repeat(group, get(this.at("channelGroups")),
        set(offset, get(this.at("offsets"))),
        set(number, get(this.at("first"))),
        repeat(tile, get(this.at("tiles")),
          ...this.rows.map((row, n) => set(row, n === 0
            ? op("i32.add", get(this.at("planes")), load("i32.load", get(offset)))
            : op("i32.add", get(this.rows[n - 1]!), get(this.at("planeBytes"))))),
          set(this.point, op("i32.add", get(groupPoints), op("i32.add", tileGroup, inGroup))),
          ...passes,
          advance(offset, FLOAT_BYTES),
          advance(number, 1)),
        advance(groupPoints, BLOCK_BYTES),
        advance(this.at("planes"), op("i32.mul", get(this.at("planeBytes")), i32(4)))));
  }

  /** The body so many times over, with `scratch` starting anew. */
  private times(count: number, ...body: readonly Code[]): Code {
    return sequence(set(this.scratch, get(this.at("scratch"))), repeat(this.f.local("i32"), i32(count), ...body));
  }

  private write(step: number, count: number): Code {
    return sequence(...this.values.slice(0, count).map((value, n) => store("v128.store", get(this.scratch), get(value), n * step)));
  }

  private read(step: number, count: number): Code {
    return sequence(...this.values.slice(0, count).map((value, n) => set(value, load("v128.load", get(this.scratch), n * step))));
  }

  /** Loads or stores the six values of one column of points and steps behind them. */
  private column(code: (value: Local) => Code): Code {
    return sequence(...this.values.map((value) => sequence(code(value), advance(this.point, get(this.at("pointBytes"))))));
  }

  private nextRow(): Code {
    return sequence(...this.rows.map((row) => advance(row, get(this.at("rowBytes")))));
  }

  /** Gives each value one pixel of the row, of four channels: four pixels, or six. */
  private gather(six: boolean): Code {
    const [v0, v1, v2, v3, v4, v5] = this.values as [Local, Local, Local, Local, Local, Local];
    const temporaries = this.temporaries as [Local, Local, Local, Local];
    const loadRows = (byte: number): Code => sequence(...temporaries.map((t, n) => set(t, load("v128.load", get(this.rows[n]!), byte))));
    return sequence(
      loadRows(0),
      transpose(temporaries, [v0, v1, v2, v3], [v4, v5]),
      ...(six ? [loadRows(VECTOR_BYTES), transposeTwo(temporaries, [v4, v5])] : []),
    );
  }

  /** The reverse: writes four pixels of a row to four channels, or adds to them. */
  private scatter(): Code {
    const temporaries = this.temporaries as [Local, Local, Local, Local];
    const [v0, v1, v2, v3, v4, v5] = this.values as [Local, Local, Local, Local, Local, Local];
    const write = (value: (n: number) => Code): Code => sequence(...this.rows.map((row, n) => store("v128.store", get(row), value(n))));
    return sequence(
      transpose([v0, v1, v2, v3], temporaries, [v4, v5]),
      ifElse(get(this.at("accumulate")),
        write((n) => op("f32x4.add", load("v128.load", get(this.rows[n]!)), get(temporaries[n]!))),
        write((n) => get(temporaries[n]!))),
    );
  }
}

type Four = readonly [Local, Local, Local, Local];

/** A 4x4 transposition of lanes. */
function transpose([a, b, c, d]: Four, [x, y, z, w]: Four, [low, high]: readonly [Local, Local]): Code {
  return sequence(
    set(low, shuffle32([0, 4, 1, 5], get(a), get(b))),
    set(high, shuffle32([0, 4, 1, 5], get(c), get(d))),
    set(x, shuffle32([0, 1, 4, 5], get(low), get(high))),
    set(y, shuffle32([2, 3, 6, 7], get(low), get(high))),
    set(low, shuffle32([2, 6, 3, 7], get(a), get(b))),
    set(high, shuffle32([2, 6, 3, 7], get(c), get(d))),
    set(z, shuffle32([0, 1, 4, 5], get(low), get(high))),
    set(w, shuffle32([2, 3, 6, 7], get(low), get(high))),
  );
}

/** Its first two results only. */
function transposeTwo([a, b, c, d]: Four, [x, y]: readonly [Local, Local]): Code {
  return sequence(
    set(a, shuffle32([0, 4, 1, 5], get(a), get(b))),
    set(c, shuffle32([0, 4, 1, 5], get(c), get(d))),
    set(x, shuffle32([0, 1, 4, 5], get(a), get(c))),
    set(y, shuffle32([2, 3, 6, 7], get(a), get(c))),
  );
}
