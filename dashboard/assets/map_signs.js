// @ts-check
/* The signs of a reader's points. The form of one says how sure it is that its point lies in a zone:
   full, half, hollow, or a cross; the colour says it once more. */
"use strict";

(() => {
  /** Custom properties of the style sheet, by the code of a certainty. */
  const COLOURS = ["--outside", "--possibly-inside", "--probably-inside", "--inside"];

  /**
   * The colours that custom properties stand for now.
   * @param {string[]} names
   */
  function readColours(names) {
    // A canvas does not know light-dark(): an element resolves it.
    const probe = document.documentElement.appendChild(document.createElement("i"));
    const found = names.map((name) => {
      probe.style.color = `var(${name})`;
      return getComputedStyle(probe).color;
    });
    probe.remove();
    return found;
  }

  /**
   * Draws a sign around the middle of what it is drawn in.
   * @param {CanvasRenderingContext2D} context
   * @param {number} code Of a certainty.
   * @param {number} radius
   */
  function drawSign(context, code, radius) {
    const [ink, ground, fill] = readColours(["--ink", "--land", COLOURS[code]]);
    const sign = new Path2D();
    if (code === 0) {
      const arm = radius * 0.55;
      sign.moveTo(-arm, -arm);
      sign.lineTo(arm, arm);
      sign.moveTo(arm, -arm);
      sign.lineTo(-arm, arm);
    } else sign.arc(0, 0, radius - 1, 0, 2 * Math.PI);
    /** @param {string} colour @param {number} width */
    const stroke = (colour, width) => {
      Object.assign(context, { strokeStyle: colour, lineWidth: width });
      context.stroke(sign);
    };
    context.lineCap = "round";
    stroke(ground, 4.2);
    if (code === 0) {
      stroke(fill, 2);
      return;
    }
    context.fillStyle = code === 3 ? fill : ground;
    context.fill(sign);
    context.fillStyle = fill;
    if (code === 2) {
      const half = new Path2D();
      half.arc(0, 0, radius - 1, Math.PI / 2, (3 * Math.PI) / 2);
      context.fill(half);
    }
    if (code === 1) {
      const ring = new Path2D();
      ring.arc(0, 0, radius - 2.2, 0, 2 * Math.PI);
      Object.assign(context, { strokeStyle: fill, lineWidth: radius / 3 });
      context.stroke(ring);
    }
    stroke(ink, 1);
  }

  /**
   * A picture of a sign.
   * @param {number} code
   * @param {number} radius
   */
  function makeSign(code, radius) {
    const made = document.createElement("canvas");
    const ratio = Math.max(1, window.devicePixelRatio);
    const side = 2 * radius + 6;
    made.width = made.height = Math.ceil(side * ratio);
    made.style.width = made.style.height = `${side}px`;
    const context = /** @type {CanvasRenderingContext2D} */ (made.getContext("2d"));
    context.scale(ratio, ratio);
    context.translate(side / 2, side / 2);
    drawSign(context, code, radius);
    return made;
  }

  /**
   * A sign as the pixels that are not clear: how far each lies from the first in a picture of this
   * width, and its colour. Copied by hand, since a hundred thousand calls of a canvas take seconds.
   * @param {HTMLCanvasElement} sign
   * @param {number} width
   * @returns {Stamp}
   */
  function cutOut(sign, width) {
    const context = /** @type {CanvasRenderingContext2D} */ (sign.getContext("2d"));
    const { data } = context.getImageData(0, 0, sign.width, sign.height);
    const pixels = new Uint32Array(data.buffer);
    const places = [...pixels.keys()].filter((place) => pixels[place] >>> 24);
    return {
      side: sign.width,
      offsets: Int32Array.from(places, (place) => {
        return Math.floor(place / sign.width) * width + (place % sign.width);
      }),
      colours: Uint32Array.from(places, (place) => pixels[place]),
    };
  }

  /**
   * One colour over another that is not clear, both with their opacity in the highest byte.
   * @param {number} over
   * @param {number} under
   */
  function blend(over, under) {
    const share = (over >>> 24) / 255;
    let mixed = Math.max(over >>> 24, under >>> 24);
    for (let shift = 16; shift >= 0; shift -= 8) {
      const below = (under >>> shift) & 255;
      mixed = (mixed << 8) | (below + (((over >>> shift) & 255) - below) * share + 0.5);
    }
    return mixed >>> 0;
  }

  /**
   * @param {Uint32Array} picture
   * @param {number} corner Where the stamp's first pixel comes to lie.
   * @param {Stamp} stamp
   */
  function press(picture, corner, { offsets, colours }) {
    for (let place = 0; place < offsets.length; place++) {
      const at = corner + offsets[place];
      const colour = colours[place];
      const isPlain = colour >>> 24 === 255 || picture[at] === 0;
      picture[at] = isPlain ? colour : blend(colour, picture[at]);
    }
  }

  /** The signs of all certainties, by their codes.
   * @param {number} radius */
  const makeSigns = (radius) => COLOURS.map((_, code) => makeSign(code, radius));

  window.mapParts = { ...window.mapParts, cutOut, makeSign, makeSigns, press };
})();
