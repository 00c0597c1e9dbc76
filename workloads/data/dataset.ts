// What a data set is: labelled 8-bit images in memory, and the one scalar pair that turns pixels into real inputs.

/** Images as [count][channels][height][width] bytes (planar), one label byte each. */
export interface ImageSet {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  readonly count: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** real = (pixel - zeroPoint) / pixelScale, the same for every channel, so that a quantised input is the pixel itself. */
export interface Normalisation {
  readonly zeroPoint: number;
  readonly pixelScale: number;
  /** Pixel value of a constant plane that is appended to every image (see inside-plane.ts); none when absent. */
  readonly insidePlane?: number;
}

export type Split = "train" | "test";

/** A data set whose images are computed. */
export interface DrawnSource {
  readonly kind: "drawn";
  /** Image i of a split is a pure function of (seed, split, i). */
  readonly draw: (seed: number, split: Split, count: number) => ImageSet;
}

/** What a file is decoded with. */
export interface DecodeContext {
  readonly classes: number;
  /** Height and width of the images, where the set leaves them to the reader. */
  readonly size?: number;
  /** Content of the file's companion, where the source names one. */
  readonly companion?: Uint8Array;
}

/** A data set that is read from files (any of them also as .gz); `decode` gets one file and says what is wrong with it. */
export interface FileSource {
  readonly kind: "files";
  readonly files: Record<Split, readonly string[]>;
  /** Size of every file of a split, where the format fixes it: tells sets from others with the same file names. */
  readonly fileBytes?: Record<Split, number>;
  /** No file of the set has more bytes, unpacked; 256 MiB where it is not stated. */
  readonly mostBytes?: number;
  /** Name of a second file that belongs to a file: its labels. */
  readonly companion?: (file: string) => string;
  readonly decode: (file: string, bytes: Uint8Array, context?: DecodeContext) => ImageSet;
}

export interface DatasetFamily {
  readonly summary: string;
  /** As quoted beside accuracies. */
  readonly title: string;
  readonly classes: readonly string[];
  /** Is the number of classes stated by the reader? Then `classes` names as many as there can be. */
  readonly statedClasses?: boolean;
  /** Is the height and width of the images stated by the reader? 32 when they do not say. */
  readonly statedSize?: boolean;
  readonly normalisation: Normalisation;
  /** Images of each split when no number is asked for. */
  readonly defaultCount: Record<Split, number>;
  /** Does a mirrored image keep its label? */
  readonly flip: boolean;
  readonly source: DrawnSource | FileSource;
}

/** The sets one after the other. */
export function joinImageSets(sets: readonly ImageSet[]): ImageSet {
  const first = sets[0]!;
  if (sets.length === 1) return first;
  const count = sets.reduce((sum, set) => sum + set.count, 0);
  const images = new Uint8Array(count * imageBytes(first));
  const labels = new Uint8Array(count);
  let at = 0;
  for (const set of sets) {
    images.set(set.images, at * imageBytes(first));
    labels.set(set.labels, at);
    at += set.count;
  }
  return { ...first, images, labels, count };
}

/** Bytes of one image, a byte a value. */
export const imageBytes = (set: Pick<ImageSet, "channels" | "height" | "width">): number => set.channels * set.height * set.width;

/** The first `count` images (all when there are fewer), sharing memory. */
export function firstImages(set: ImageSet, count: number): ImageSet {
  const kept = Math.min(count, set.count);
  return { ...set, count: kept, images: set.images.subarray(0, kept * imageBytes(set)), labels: set.labels.subarray(0, kept) };
}
