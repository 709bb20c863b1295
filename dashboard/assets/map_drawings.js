// @ts-check
/* Paints SVG that stands on the page onto a canvas, in the styles that it has there. */
"use strict";

(() => {
  /** @param {Element} shape @param {string} name */
  const read = (shape, name) => parseFloat(shape.getAttribute(name) ?? "") || 0;

  /**
   * The outline of a shape, in its own units; null for what is none.
   * @param {Element} shape
   */
  function trace(shape) {
    if (shape instanceof SVGPathElement) return new Path2D(shape.getAttribute("d") ?? "");
    const path = new Path2D();
    if (shape instanceof SVGCircleElement) {
      path.arc(read(shape, "cx"), read(shape, "cy"), read(shape, "r"), 0, 2 * Math.PI);
    } else if (shape instanceof SVGRectElement) {
      const [x, y] = [read(shape, "x"), read(shape, "y")];
      path.rect(x, y, read(shape, "width"), read(shape, "height"));
    } else if (shape instanceof SVGLineElement) {
      path.moveTo(read(shape, "x1"), read(shape, "y1"));
      path.lineTo(read(shape, "x2"), read(shape, "y2"));
    } else return null;
    return path;
  }

  /**
   * What areas are filled with where a style names a pattern.
   * @param {CanvasRenderingContext2D} context
   * @param {string} fill As in `url("#hatch")`.
   */
  function makePattern(context, fill) {
    const name = fill.match(/#([\w-]+)/)?.[1] ?? "";
    const found = document.getElementById(name);
    if (!(found instanceof SVGPatternElement)) return null;
    const line = found.querySelector("path");
    const style = line && getComputedStyle(line);
    const [width, height] = [read(found, "width"), read(found, "height")];
    if (!line || !style || !width || !height) return null;
    // Larger, so that it stays sharp.
    const sharp = 4;
    const tile = document.createElement("canvas");
    Object.assign(tile, { width: width * sharp, height: height * sharp });
    const drawing = /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d"));
    drawing.scale(sharp, sharp);
    drawing.globalAlpha = parseFloat(style.strokeOpacity) || 1;
    Object.assign(drawing, { strokeStyle: style.stroke, lineWidth: parseFloat(style.strokeWidth) });
    drawing.stroke(new Path2D(line.getAttribute("d") ?? ""));
    const pattern = context.createPattern(tile, "repeat");
    const turned = found.patternTransform.baseVal.consolidate()?.matrix;
    pattern?.setTransform(
      new DOMMatrix(turned ? [turned.a, turned.b, turned.c, turned.d, 0, 0] : []).scale(1 / sharp),
    );
    return pattern;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {SVGGraphicsElement} shape
   * @param {Path2D} path
   */
  function paintShape(context, shape, path) {
    const style = getComputedStyle(shape);
    const matrix = shape.getScreenCTM();
    if (!matrix || style.display === "none" || style.visibility === "hidden") return;
    context.save();
    context.transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
    const alpha = context.globalAlpha * parseFloat(style.opacity);
    const filled = alpha * parseFloat(style.fillOpacity);
    if (style.fill !== "none" && filled) {
      const isPattern = style.fill.startsWith("url");
      const paint = isPattern ? makePattern(context, style.fill) : style.fill;
      context.globalAlpha = filled;
      context.fillStyle = paint ?? "transparent";
      const rule = style.fillRule === "evenodd" ? "evenodd" : "nonzero";
      context.fill(path, rule);
    }
    const stroked = alpha * parseFloat(style.strokeOpacity);
    const lineWidth = parseFloat(style.strokeWidth);
    if (style.stroke !== "none" && stroked && lineWidth) {
      context.globalAlpha = stroked;
      Object.assign(context, {
        strokeStyle: style.stroke,
        lineWidth,
        lineCap: style.strokeLinecap,
        lineJoin: style.strokeLinejoin,
      });
      const dashes = style.strokeDasharray === "none" ? "" : style.strokeDasharray;
      context.setLineDash((dashes.match(/[\d.]+/g) ?? []).map(Number));
      context.stroke(path);
    }
    context.restore();
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {SVGSVGElement} drawing
   */
  function paintDrawing(context, drawing) {
    for (const shape of drawing.querySelectorAll("path, circle, rect, line")) {
      const path = shape.closest("defs") ? null : trace(shape);
      if (path) paintShape(context, /** @type {SVGGraphicsElement} */ (shape), path);
    }
  }

  window.mapParts = { ...window.mapParts, paintDrawing };
})();
