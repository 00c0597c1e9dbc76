// How far a feature map has been stored: who reads a pixel waits until it is there. Lanes store pixels out of order; readers ask for
// all pixels below a number.

interface Reader {
  readonly below: number;
  readonly go: () => void;
}

/** Which pixels of one map of one request are stored, and who waits for them. */
export class PixelProgress {
  readonly #isStored: Uint8Array;
  /** All pixels below are stored. */
  #below = 0;
  #readers: Reader[] = [];

  /** @param pixels of the map */
  constructor(pixels: number) {
    this.#isStored = new Uint8Array(pixels);
  }

  /** One pixel was stored. */
  store(pixel: number): void {
    this.#isStored[pixel] = 1;
    if (pixel !== this.#below) return;
    while (this.#below < this.#isStored.length && this.#isStored[this.#below] === 1) this.#below++;
    if (this.#readers.length > 0) this.#wake();
  }

  /** The whole map was stored. */
  storeAll(): void {
    this.#below = this.#isStored.length;
    if (this.#readers.length > 0) this.#wake();
  }

  hasBelow(pixel: number): boolean {
    return this.#below >= pixel;
  }

  /** Calls once all pixels below a number are stored; only for what is not there yet. */
  whenBelow(below: number, go: () => void): void {
    this.#readers.push({ below, go });
  }

  #wake(): void {
    const ready = this.#readers.filter(({ below }) => below <= this.#below);
    if (ready.length === 0) return;
    this.#readers = this.#readers.filter(({ below }) => below > this.#below);
    for (const { go } of ready) go();
  }
}
