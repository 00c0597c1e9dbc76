// The `data` section of a config: where the images come from, or which densities stand in for them.
import { z } from "zod";
import { namesIn, nameOf, shareField, wholeNumber } from "../../arch/chip/quantity-schema.js";
import { DATASETS } from "./index.js";

export const dataSchema = z.strictObject({
  name: nameOf([...namesIn(DATASETS), "none"], "Images: drawn by code, read from files, or none (timing only).").optional(),
  dir: z.string().min(1).max(4096)
    .meta({ description: "Folder of a data set read from files, relative to this file.", "x-allowed": "a folder" }).optional(),
  classes: wholeNumber(2, 256, "Number of classes of a data set that does not say it (records).").optional(),
  size: wholeNumber(1, 1024, "Height and width of the images of a data set that does not say it (records).").optional(),
  activationOnesRatio: shareField("Share of ones in activation bits, where no image decides them.").optional(),
  weightOnesRatio: shareField("Share of ones in weight bits, where no checkpoint decides them.").optional(),
}).meta({ description: "The images." });

export type DataConfig = z.output<typeof dataSchema>;
