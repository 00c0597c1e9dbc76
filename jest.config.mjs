export default {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: { "^.+\\.ts$": "<rootDir>/test/strip-types.mjs" },
  // Left alone, Jest keeps one core for itself: on two cores all suites would stand in one queue.
  maxWorkers: "100%",
  // Nothing here asserts a time; a busy machine must not fail a test.
  testTimeout: 60_000,
  globalSetup: "<rootDir>/test/temporary-folder.mjs",
  globalTeardown: "<rootDir>/test/temporary-folder-end.mjs",
  cacheDirectory: "<rootDir>/node_modules/.cache/jest",
  setupFiles: ["<rootDir>/test/setup.mjs"],
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/dist", "<rootDir>/out"],
};
