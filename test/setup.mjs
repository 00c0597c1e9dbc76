// In CI properties draw from one fixed seed, so that a run there is repeatable; elsewhere every run explores anew and prints its seed.
import fc from "fast-check";

if (process.env.CI) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_123 });
