// Table of contents of the instruction set.
export * from "./affine.js";
export * from "./cursor.js";
export * from "./instruction.js";
export * from "./print.js";
export * from "./program.js";
export * from "./validate.js";
