// Draws figures to PNG, SVG and PDF through chartjs-node-canvas on @napi-rs/canvas. The same figure gives the same bytes every time:
// the font is the bundled one and no date is written. Needs the native module: drawing.ts loads it for all others.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { GlobalFonts, PDFDocument, SvgExportFlag, createCanvas } from "@napi-rs/canvas";
import type { ChartConfiguration, Plugin } from "chart.js";
import { ChartJSNodeCanvas } from "chartjs-node-canvas";
import { contextOf } from "../drawing/drawing-context.js";
import type { Figure } from "../drawing/figure.js";
import { FONT_FAMILY } from "../drawing/style.js";
import type { FigureFormat } from "./figure-formats.js";
import { tidySvg } from "./tidy-svg.js";

/** Pixels of the PNG to one CSS pixel: 760 wide gives 2280, 300 dpi at 7.6 inches. */
const PNG_SCALE = 3;

/** What chart.js and chartjs-node-canvas use of a canvas. */
interface DrawingSurface {
  width: number;
  height: number;
  style?: object;
  getContext(kind: "2d"): unknown;
  toBuffer(mimeType?: string): Buffer;
}

/** The figure's bytes. A chart keeps state in its figure: draw a new one for each format. Throws where the font is missing. */
export function renderFigure(figure: Figure, format: FigureFormat): Buffer {
  registerFonts();
  const { width, height, configuration } = figure;
  const canvas = new FigureCanvas(width, height, format);
  return canvas.draw(configuration);
}

class FigureCanvas extends ChartJSNodeCanvas {
  constructor(width: number, height: number, private readonly format: FigureFormat) {
    super({ width, height });
    // The library asks node-canvas for a surface by a type name; @napi-rs/canvas has another way for each.
    Object.assign(this, { _createCanvas: (w: number, h: number) => SURFACES[format](w, h) });
  }

  draw({ options, plugins, ...rest }: ChartConfiguration): Buffer {
    const devicePixelRatio = this.format === "png" ? PNG_SCALE : 1;
    return this.renderToBufferSync({ ...rest, options: { ...options, devicePixelRatio }, plugins: [whiteBackground, ...(plugins ?? [])] });
  }
}

/** Drawn before everything else: drawing it behind afterwards would turn vectors into one picture. */
const whiteBackground: Plugin = {
  id: "pimento-white-background",
  beforeDraw: (chart) => {
    const ctx = contextOf(chart);
    ctx.save();
    ctx.fillStyle = "#ffffff";
    ctx.fillRect(0, 0, chart.width, chart.height);
    ctx.restore();
  },
};

const SURFACES: Readonly<Record<FigureFormat, (width: number, height: number) => DrawingSurface>> = {
  png: (width, height) => createCanvas(width, height),
  svg: (width, height) => {
    const canvas = createCanvas(width, height, SvgExportFlag.NoPrettyXML);
    return Object.assign(canvas, { toBuffer: () => Buffer.from(tidySvg(canvas.getContent().toString("utf8")), "utf8") });
  },
  pdf: (width, height) => {
    const pages = new PDFDocument({ creator: "pimento", producer: "pimento" });
    const context = pages.beginPage(width, height);
    const surface: DrawingSurface = {
      width, height, style: {}, getContext: () => context,
      toBuffer: () => {
        pages.endPage();
        return pages.close();
      },
    };
    Object.defineProperty(context, "canvas", { value: surface });
    return surface;
  },
};

let areFontsRegistered = false;

/** Throws when the font is missing: a figure without its font would have no text at all. */
function registerFonts(): void {
  if (areFontsRegistered) return;
  const folder = join(dirname(createRequire(import.meta.url).resolve("dejavu-fonts-ttf/package.json")), "ttf");
  for (const file of ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"]) {
    if (GlobalFonts.registerFromPath(join(folder, file), FONT_FAMILY) === null) throw new Error(`the font ${file} cannot be read`);
  }
  areFontsRegistered = true;
}
