// @ts-check
/* Paints what stands on the page onto a canvas: boxes, words and drawn shapes, in the colours that
   they have there. Nothing is fetched, and no picture of another server is taken. */
"use strict";

(() => {
  /** How far a halo reaches beyond letters, in pixels. */
  const HALO = 1.6;
  const STRIPES = 5;

  /** The first colour in a value of a style, if there is one.
   * @param {string} value */
  const findColour = (value) =>
    value.match(/(?:rgba?|hsla?|color|oklab|oklch)\([^)]*\)/)?.[0] ?? "";

  /**
   * A word as it is written, not as it stands in the document.
   * @param {string} text
   * @param {string} transform
   */
  function transformText(text, transform) {
    if (transform === "uppercase") return text.toUpperCase();
    return transform === "lowercase" ? text.toLowerCase() : text;
  }

  /**
   * The dashes of a border of some width.
   * @param {string} style
   * @param {number} width
   */
  function listDashes(style, width) {
    if (style === "dashed") return [3 * width, 2 * width];
    return style === "dotted" ? [width, 2 * width] : [];
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {CSSStyleDeclaration} style
   */
  function setFont(context, style) {
    const { fontStyle, fontWeight, fontSize, fontFamily, direction, letterSpacing } = style;
    context.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
    Object.assign(context, { direction, textAlign: "left", textBaseline: "alphabetic" });
    if ("textRendering" in context) context.textRendering = "geometricPrecision";
    if ("letterSpacing" in context) {
      context.letterSpacing = letterSpacing === "normal" ? "0px" : letterSpacing;
    }
  }

  /* Word for word, each where it stands: so lines break as they do on the page. */
  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Text} node
   * @param {CSSStyleDeclaration} style Of the element that holds it.
   */
  function paintText(context, node, style) {
    setFont(context, style);
    const halo = style.textShadow === "none" ? "" : findColour(style.textShadow);
    const range = document.createRange();
    for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const [box] = range.getClientRects();
      if (!box?.width) continue;
      const shown = transformText(word, style.textTransform);
      const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } =
        context.measureText(shown);
      const y = box.top + (box.height - ascent - descent) / 2 + ascent;
      if (halo) {
        Object.assign(context, { strokeStyle: halo, lineWidth: 2 * HALO, lineJoin: "round" });
        context.setLineDash([]);
        context.strokeText(shown, box.left, y, box.width);
      }
      context.fillStyle = style.color;
      // On the screen letters are fitted to its pixels, and may be narrower.
      context.fillText(shown, box.left, y, box.width);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {{ left: number, top: number, width: number, height: number }} box
   * @param {CSSStyleDeclaration} style
   */
  function paintBox(context, { left, top, width, height }, style) {
    const shape = new Path2D();
    const round = Math.min(parseFloat(style.borderTopLeftRadius) || 0, width / 2, height / 2);
    const isRound = style.borderTopLeftRadius.endsWith("%");
    shape.roundRect(left, top, width, height, isRound ? Math.min(width, height) / 2 : round);
    context.fillStyle = style.backgroundColor;
    context.fill(shape);
    if (style.backgroundImage.startsWith("repeating-linear-gradient")) {
      context.save();
      context.clip(shape);
      const lines = new Path2D();
      for (let x = left - height; x < left + width; x += STRIPES * Math.SQRT2) {
        lines.moveTo(x, top + height);
        lines.lineTo(x + height, top);
      }
      Object.assign(context, { strokeStyle: findColour(style.backgroundImage), lineWidth: 1 });
      context.setLineDash([]);
      context.stroke(lines);
      context.restore();
    }
    paintBorders(context, { left, top, width, height }, style, round || isRound ? shape : null);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {{ left: number, top: number, width: number, height: number }} box
   * @param {CSSStyleDeclaration} style
   * @param {Path2D | null} shape The whole outline, where its corners are round.
   */
  function paintBorders(context, { left, top, width, height }, style, shape) {
    const [right, bottom] = [left + width, top + height];
    for (const side of /** @type {const} */ (["Top", "Right", "Bottom", "Left"])) {
      const thick = parseFloat(style[`border${side}Width`]) || 0;
      const kind = style[`border${side}Style`];
      if (!thick || kind === "none" || kind === "hidden") continue;
      const inner = thick / 2;
      /** @type {Record<string, number[]>} */
      const ends = {
        Top: [left, top + inner, right, top + inner],
        Right: [right - inner, top, right - inner, bottom],
        Bottom: [left, bottom - inner, right, bottom - inner],
        Left: [left + inner, top, left + inner, bottom],
      };
      const line = new Path2D();
      line.moveTo(ends[side][0], ends[side][1]);
      line.lineTo(ends[side][2], ends[side][3]);
      Object.assign(context, { strokeStyle: style[`border${side}Color`], lineWidth: thick });
      context.setLineDash(listDashes(kind, thick));
      context.stroke(shape ?? line);
      if (shape) return;
    }
  }

  /* What a style sheet puts before an element, such as the mark of a town: at its corner, or where it
     is alone, in its middle. */
  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Element} element
   */
  function paintBefore(context, element) {
    const style = getComputedStyle(element, "::before");
    if (style.content === "none") return;
    const { left, top, width: wide, height: high } = element.getBoundingClientRect();
    const edge = style.boxSizing === "border-box" ? 0 : 2 * parseFloat(style.borderTopWidth);
    const [width, height] = [parseFloat(style.width) + edge, parseFloat(style.height) + edge];
    const isFree = style.position === "absolute";
    const box = {
      left: left + (isFree ? parseFloat(style.marginLeft) : (wide - width) / 2),
      top: top + (isFree ? parseFloat(style.marginTop) : (high - height) / 2),
      width,
      height,
    };
    if (width && height) paintBox(context, box, style);
  }

  /**
   * Paints an element and all in it.
   * @param {CanvasRenderingContext2D} context Its unit is a pixel of the page, its origin the window's.
   * @param {Element} element
   * @param {string} skipped What is left out: a selector.
   */
  function paint(context, element, skipped) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const isUnseen = style.display === "none" || style.visibility === "hidden";
    if (isUnseen || element.matches(skipped) || style.opacity === "0") return;
    context.save();
    context.globalAlpha *= parseFloat(style.opacity);
    if (element instanceof SVGSVGElement) window.mapParts.paintDrawing(context, element);
    else if (element instanceof HTMLCanvasElement) {
      if (box.width) context.drawImage(element, box.left, box.top, box.width, box.height);
    } else if (!(element instanceof HTMLImageElement)) {
      paintBox(context, box, style);
      paintBefore(context, element);
      if (style.overflowX !== "visible" && box.width) {
        context.beginPath();
        context.rect(box.left, box.top, box.width, box.height);
        context.clip();
      }
      paintContent(context, element, style, skipped);
    }
    context.restore();
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Element} element
   * @param {CSSStyleDeclaration} style
   * @param {string} skipped
   */
  function paintContent(context, element, style, skipped) {
    /** @type {{ child: Element, level: number }[]} */
    const above = [];
    for (const child of element.childNodes) {
      if (child instanceof Text) paintText(context, child, style);
      else if (child instanceof Element) {
        above.push({ child, level: parseInt(getComputedStyle(child).zIndex) || 0 });
      }
    }
    above.sort((a, b) => a.level - b.level);
    for (const { child } of above) paint(context, child, skipped);
  }

  window.mapParts = { ...window.mapParts, findColour, listDashes, paint, transformText };
})();
