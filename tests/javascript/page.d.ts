/* What the scripts of dashboard/assets/ share with each other and with the page they run in. */

type Box = { left: number; right: number; top: number; bottom: number };

/** Longitude and latitude in degrees; null where a zone was chosen with the keyboard. */
type ClickedPoint = { lng: number | null; lat: number | null };

/** What stands around the map. */
interface MapHost {
  /** Takes a click: a zone's id, or null beside them all. */
  notify(click: { zone: string | null; point: ClickedPoint }): void;
  /** Is given what is to be called when the colours change. */
  onTheme(follow: () => void): void;
  /** Is called once all is drawn. */
  whenDrawn(): void;
}

/** Zones marked strongly, lightly, and hollow since they had ended. */
/** `absent` are the posts that did not stand on the chosen day. */
type Choice = { chosen: string[]; touched: string[]; ended: string[]; absent: string[] };

/** Points [lon, lat, code of certainty] of a reader's table, and the [lon, lat] that was asked for. */
type OwnPoints = { points: [number, number, number][]; asked: [number, number] | null };

/** A checkpoint or an observation post of later years: background. */
type Post = {
  id: string;
  name: string;
  name_ar: string;
  kind: string;
  by: string;
  lon: number;
  lat: number;
  precision_km: number;
  lines: string[];
  links: { url: string; publisher: string; about: string }[];
};

type Stretch = { zone: string; kind: string; basis: string; uncertainty_km: number };
type Name = { name: string; lon: number; lat: number };
type Side = "left" | "right";
type Shape<Properties> = GeoJSON.Feature<GeoJSON.Geometry, Properties>;
type BaseLayer = "sea" | "neighbours" | "country" | "lakes" | "governorates" | "rivers";

/** What is drawn, as dashboard/map_data.py writes it. */
interface Atlas {
  title: string;
  subtitle: string;
  attribution: string;
  bounds: [[number, number], [number, number]];
  base: Record<BaseLayer, GeoJSON.FeatureCollection>;
  zones: Record<"possible" | "core" | "drawn", Shape<object>[]>;
  stretches: Shape<Stretch>[];
  /** What is said of a line of each kind. */
  kinds: Record<string, string>;
  names: {
    zones: (Name & { id: string; name_ar: string; side: Side })[];
    governorates: Name[];
    places: (Name & { rank: number; side: Side })[];
  };
  posts: Post[];
  postsTitle: string;
  legend: { mark: string; text: string; post?: { kind: string; by: string } }[];
}

/** A name on the map, with the zooms it is shown from and until. */
type ZoomedName = { marker: L.Marker; rank: number; from: number; until: number };

interface ZoneMap {
  choose(wanted: Choice): void;
  mark(own: OwnPoints): void;
  posts: L.LayerGroup;
}

/** What the map's scripts share, each adding its own. */
interface MapParts {
  element<Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    className?: string,
    text?: string,
  ): HTMLElementTagNameMap[Tag];
  isLight(colour: string): boolean;
  /** Describes the frame, and waits for its styles. */
  finishFrame(): Promise<void>;
  /** Follows what the page says of paper. */
  printWell(
    map: L.Map,
    showChosen: (options: L.FitBoundsOptions) => void,
    followTheme: () => void,
  ): void;
  frame: MapHost;
  drawNames(map: L.Map, names: Atlas["names"], click: (zone: string) => (event: any) => void): void;
  sign(kind: string, by: string): SVGSVGElement;
  makePosts(map: L.Map, posts: Post[]): { layer: L.LayerGroup; leaveOut(absent: string[]): void };
  pickNames(names: { rank: number; box: Box }[], taken: Box[]): boolean[];
  showTiles(map: L.Map): void;
  addControls(
    map: L.Map,
    atlas: Atlas,
    actions: { showAll: () => void; showChosen: () => void },
  ): void;
}

interface Window {
  atlas: Atlas;
  /** What folium writes into its frame names no map: there is one. */
  zoneMap: Omit<ZoneMap, "posts"> & {
    draw(map: L.Map, host?: MapHost): ZoneMap;
    posts(): L.LayerGroup | undefined;
  };
  mapParts: MapParts;
  /** Streamlit's own script in a component's frame. */
  Streamlit: {
    RENDER_EVENT: string;
    events: EventTarget;
    setComponentValue(value: unknown): void;
  };
}
