export default {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: { "^.+\\.ts$": "<rootDir>/test/strip-types.mjs" },
  // Nothing here asserts a time; a busy machine must not fail a test.
  testTimeout: 60_000,
  setupFiles: ["<rootDir>/test/setup.mjs"],
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/dist", "<rootDir>/out"],
};
