// The CIFAR-100 "binary version" as published (Krizhevsky, 2009): records of 3074 bytes, coarse label, fine label, then 1024 red, green
// and blue bytes. The fine label is the class.
import type { DatasetFamily, ImageSet } from "./dataset.js";
import { decodeRecords } from "./records.js";

const CLASSES = [
  "apple", "aquarium_fish", "baby", "bear", "beaver", "bed", "bee", "beetle", "bicycle", "bottle", "bowl", "boy", "bridge", "bus",
  "butterfly", "camel", "can",
  "castle", "caterpillar", "cattle", "chair", "chimpanzee", "clock", "cloud", "cockroach", "couch", "crab", "crocodile", "cup", "dinosaur",
  "dolphin", "elephant",
  "flatfish", "forest", "fox", "girl", "hamster", "house", "kangaroo", "keyboard", "lamp", "lawn_mower", "leopard", "lion", "lizard",
  "lobster", "man",
  "maple_tree", "motorcycle", "mountain", "mouse", "mushroom", "oak_tree", "orange", "orchid", "otter", "palm_tree", "pear", "pickup_truck",
  "pine_tree",
  "plain", "plate", "poppy", "porcupine", "possum", "rabbit", "raccoon", "ray", "road", "rocket", "rose", "sea", "seal", "shark", "shrew",
  "skunk",
  "skyscraper", "snail", "snake", "spider", "squirrel", "streetcar", "sunflower", "sweet_pepper", "table", "tank", "telephone",
  "television", "tiger",
  "tractor", "train", "trout", "tulip", "turtle", "wardrobe", "whale", "willow_tree", "wolf", "woman", "worm",
];

const decoder = (records: number) => (file: string, bytes: Uint8Array): ImageSet =>
  decodeRecords(file, bytes, { what: "a CIFAR-100 binary file", labelBytes: 2, labelAt: 1, classes: CLASSES.length, records });

const RECORD_BYTES = 3074;
const TRAIN = 50_000;
const TEST = 10_000;

/**
 * Images of the training or the test file, told apart by name.
 * @throws ConfigError when it is neither, or a fine label is above 99
 */
export const decodeCifar100 = (file: string, bytes: Uint8Array): ImageSet =>
  decoder(file.endsWith("train.bin") ? TRAIN : TEST)(file, bytes);

export const cifar100: DatasetFamily = {
  summary: "CIFAR-100, binary version read from --data DIR: 50,000 training and 10,000 test photographs, a hundred (fine) classes",
  title: "CIFAR-100",
  classes: CLASSES,
  normalisation: { zeroPoint: 121, pixelScale: 68 },
  defaultCount: { train: TRAIN, test: TEST },
  flip: true,
  source: { kind: "files", files: { train: ["train.bin"], test: ["test.bin"] }, fileBytes: {
    train: TRAIN * RECORD_BYTES, test: TEST * RECORD_BYTES,
  }, decode: decodeCifar100 },
};
