// Labelled images as a user names them without a config: a folder, a data set, how many classes, and what is known of them once they are
// read. Reading is experiment/node's.
import type { DatasetFamily } from "../../workloads/data/index.js";
import type { Dataset } from "../services.js";

/** What is left out is found out from the folder, or from a checkpoint, or has a default. */
export interface ImageWish {
  /** Folder with the images' files; without it they are drawn. */
  readonly dir?: string | undefined;
  /** Member of the data set registry; found out from the folder's files when left out. */
  readonly dataset?: string | undefined;
  /** Of a set that does not say how many classes it has. */
  readonly classes?: number | undefined;
  /** Height and width, of a set that does not say it. */
  readonly size?: number | undefined;
  /** Of drawn images; 1 when left out. */
  readonly seed?: number | undefined;
}

/** The set that is drawn when no folder is named. */
export const DRAWN = "procedural";

/** More than any set that fits into memory. */
export const MOST_IMAGES = 10_000_000;

/** Images with the family they are of. */
export interface NamedImages extends Dataset {
  readonly family: DatasetFamily;
}

/** Are the images' classes those that a network was trained on, by name and in order? */
export const hasClasses = ({ classes }: DatasetFamily, classNames: readonly string[]): boolean =>
  classes.length === classNames.length && classes.every((name, n) => name === classNames[n]);
