"use strict";
// chartjs-node-canvas asks for node-canvas, which needs system libraries or a download.
// This package of the same name hands it @napi-rs/canvas instead, whose binary comes with the registry package.
module.exports = require("@napi-rs/canvas");
