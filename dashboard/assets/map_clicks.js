// @ts-check
/* What a click on the map means: which zone it chooses, and whether it asks about its point. The two
   never say different things: a zone is chosen together with a point only where the point lies in it. */
"use strict";

(() => {
  const SMALL_PX = 60;

  /**
   * Whether a point lies within a polygon's rings, by the rule of even and odd.
   * @param {GeoJSON.Position[][]} rings
   * @param {{ lng: number, lat: number }} point
   */
  function isInRings(rings, { lng, lat }) {
    let isIn = false;
    for (const ring of rings) {
      for (const [number, [x, y]] of ring.entries()) {
        const [lastX, lastY] = ring.at(number - 1) ?? [];
        const crosses = y > lat !== lastY > lat;
        if (crosses && lng < x + ((lat - y) / (lastY - y)) * (lastX - x)) isIn = !isIn;
      }
    }
    return isIn;
  }

  /**
   * The zone in which a point lies as it is drawn.
   * @param {Shape<object>[]} drawn
   * @param {{ lng: number, lat: number }} point
   */
  function findZone(drawn, point) {
    const found = drawn.find(({ geometry }) => {
      if (geometry.type === "Polygon") return isInRings(geometry.coordinates, point);
      return (
        geometry.type === "MultiPolygon" &&
        geometry.coordinates.some((rings) => isInRings(rings, point))
      );
    });
    return found ? String(found.id) : null;
  }

  /**
   * What a click means. Beside a zone's line a finger, or a small zone, means the zone: nothing is
   * asked of a point that may be another than the one meant.
   * @param {{ within: string | null, beside: string | null, isCoarse: boolean }} where The zone that
   *   the point lies in, the one whose line it is close to, and whether that close is exact enough.
   * @returns {{ zone: string | null, isAsked: boolean }}
   */
  function readClick({ within, beside, isCoarse }) {
    if (within) return { zone: within, isAsked: true };
    if (beside && isCoarse) return { zone: beside, isAsked: false };
    return { zone: null, isAsked: true };
  }

  /**
   * Whether a zone is drawn so small that it is hard to hit, and to make out.
   * @param {L.Map} map
   * @param {L.LatLngBounds} bounds
   */
  function isSmall(map, bounds) {
    const size = map
      .latLngToLayerPoint(bounds.getSouthEast())
      .subtract(map.latLngToLayerPoint(bounds.getNorthWest()));
    return size.x < SMALL_PX;
  }

  /**
   * Whether a finger made a click.
   * @param {any} event Leaflet's.
   */
  function isTouch({ originalEvent }) {
    return originalEvent?.pointerType === "touch";
  }

  window.mapParts = { ...window.mapParts, findZone, readClick, isSmall, isTouch };
})();
