"use strict";
// chartjs-node-canvas asks for node-canvas, which needs system libraries or a download.
// This package of the same name hands it @napi-rs/canvas instead, whose binary comes with the registry package.
// It is a peer, not a dependency: bundled into the tarball it would bring the binary of one platform only.
module.exports = require("@napi-rs/canvas");
