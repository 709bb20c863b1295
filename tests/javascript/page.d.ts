/* What the scripts of dashboard/assets/ share with each other and with the page they run in. */

type Box = { left: number; right: number; top: number; bottom: number };

/** Longitude and latitude in degrees. */
type ClickedPoint = { lng: number; lat: number };

/** What stands around the map. */
interface MapHost {
  /** Takes a click: a zone's id, or null beside them all; the point where it is asked about. */
  notify(click: { zone: string | null; point: ClickedPoint | null; isKey: boolean }): void;
  /** Takes what a reader changed of the choice on the map itself, where it has more than a zone. */
  change?(change: Partial<Picked>): void;
  /** Shows the whole answer about a place. */
  read?(): void;
  /** Is given what is to be called when the colours change. */
  onTheme(follow: () => void): void;
  /** Is called once all is drawn. */
  whenDrawn(): void;
}

/** Zones marked strongly, lightly, and hollow since they had ended. */
/** `absent` are the posts that did not stand on the chosen day. */
/** `phase` is how all zones stood on that day, `day` what it is called. */
type Choice = {
  chosen: string[];
  touched: string[];
  ended: string[];
  absent: string[];
  phase: string;
  day: string;
};

/** What is answered about a place, as dashboard/panels/answers.py describes it. */
type Answer = {
  /** A query, by its names and values. */
  question: any;
  lon: number;
  lat: number;
  name: string;
  name_ar: string;
  where: string;
  certainty: string;
  grade: string;
  sentence: string;
  brief: string;
  line: string;
  line_km: number;
  note: string;
};

/** A reader's table, and what is answered about a place. */
type OwnMarks = { table: OwnTable | null; answer: Answer | null };

/** A reader's table, as dashboard/panels/own_points.py describes it. */
/** `counts` are by the code of a certainty, its place among `certainties`. */
type OwnTable = {
  address: string;
  name: string;
  rows: string;
  certainties: string[];
  counts: number[];
  unplaced: number;
  note: string;
};

/** What the row of a point says. */
type OwnRow = {
  number: string;
  certainty: string;
  zone: string;
  lines: string[];
  cells: [string, string][];
};

/** Longitudes and latitudes in degrees, and codes of certainties. */
type Points = { lon: Float32Array; lat: Float32Array; codes: Uint8Array };

/** A sign as pixels: offsets in a picture of a certain width, and colours. */
type Stamp = { side: number; offsets: Int32Array; colours: Uint32Array };

interface PointLayer {
  /** The places of the points at a pixel of the map, the nearest first. */
  find(at: { x: number; y: number }, reach: number): number[];
  latlng(place: number): L.LatLng;
  remove(): void;
}

/** A checkpoint or an observation post of later years: background. */
type Post = {
  id: string;
  name: string;
  name_ar: string;
  kind: string;
  by: string;
  hollow: boolean;
  lon: number;
  lat: number;
  precision_km: number;
  lines: string[];
  links: { url: string; publisher: string; about: string }[];
};

type Stretch = {
  zone: string;
  kind: string;
  side: string;
  number: number;
  basis: string;
  uncertainty_km: number;
  sources: string[];
};
type Name = { name: string; lon: number; lat: number };
type Side = "left" | "middle" | "right";
type Shape<Properties> = GeoJSON.Feature<GeoJSON.Geometry, Properties>;
type BaseLayer = "sea" | "neighbours" | "country" | "lakes" | "governorates" | "rivers";

/** What is drawn, as dashboard/map_data.py writes it. */
interface Atlas {
  title: string;
  subtitle: string;
  /** The days that the zones' outlines stand for, in words. */
  outlines: string;
  allZones: string;
  /** What the base map shows, and the zoom from which it fills a map. */
  window: [[number, number], [number, number]];
  leastZoom: number;
  attribution: string;
  /** What a saved picture says of the data and its licence. */
  credits: string;
  bounds: [[number, number], [number, number]];
  base: Record<BaseLayer, GeoJSON.FeatureCollection>;
  zones: Record<"possible" | "core" | "drawn", Shape<object>[]>;
  stretches: Shape<Stretch>[];
  /** What is said of a line of each kind. */
  kinds: Record<string, string>;
  names: {
    zones: (Name & { id: string; name_ar: string; side: Side })[];
    governorates: Name[];
    lands: Name[];
    /** Name, longitude, latitude, rank, and the side that the name had better stand on. */
    places: [string, number, number, number, "left"?][];
  };
  posts: Post[];
  postsTitle: string;
  legend: { mark: string; text: string; post?: { kind: string; by: string }; hollow?: boolean }[];
}

/** A name on the map, with the zooms it is shown from and until. */
type ZoomedName = {
  lat: number;
  lon: number;
  rank: number;
  from: number;
  until: number;
  /** Its spots around its point, the best first. */
  steps: [number, number][];
  zone?: string;
  isPlace?: boolean;
  make?: () => L.Marker;
  marker?: L.Marker;
  size?: { width: number; height: number };
};

/** What a name may cover, the best first; a place has a mark as well. */
type NameSpots = { isSure?: boolean; isArea?: boolean; mark?: Box; spots: Box[] };

interface ZoneMap {
  choose(wanted: Partial<Choice>): void;
  mark(own: OwnMarks): void;
  /** Takes the question that the page's address asks. */
  ask(question: string): void;
  /** Brings a stretch into view by its id, and says what it is. */
  showStretch(id: string): void;
  posts: L.LayerGroup;
}

/** What the map's scripts share, each adding its own. */
interface MapParts {
  overlap(one: Element, other: Element): boolean;
  step(fellows: (HTMLElement | SVGElement)[], event: KeyboardEvent): void;
  element<Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    className?: string,
    text?: string,
  ): HTMLElementTagNameMap[Tag];
  isLight(colour: string): boolean;
  /** Describes the frame, and gives it the page's letters. */
  finishFrame(): void;
  /** Follows what the page says of paper. */
  printWell(
    map: L.Map,
    showChosen: (options: L.FitBoundsOptions) => void,
    followTheme: () => void,
  ): void;
  frame: MapHost;
  shapes(
    features: GeoJSON.GeoJsonObject | GeoJSON.GeoJsonObject[],
    className: (feature: GeoJSON.Feature | undefined) => string,
    options?: L.GeoJSONOptions & L.InteractiveLayerOptions,
  ): L.GeoJSON;
  drawBase(map: L.Map, base: Atlas["base"]): L.LayerGroup;
  drawZones(
    zones: Atlas["zones"],
    click: (zone: string) => (event: any) => void,
  ): { layer: L.LayerGroup; drawn: Record<string, L.GeoJSON> };
  addHatch(map: L.Map): void;
  drawStretches(
    map: L.Map,
    atlas: Atlas,
    click: (zone: string) => (event: any) => void,
  ): { layer: L.LayerGroup; offer(zones: string[]): void; show(id: string): void };
  findColour(value: string): string;
  listDashes(style: string, width: number): number[];
  transformText(text: string, transform: string): string;
  paint(context: CanvasRenderingContext2D, element: Element, skipped: string): void;
  paintDrawing(context: CanvasRenderingContext2D, drawing: SVGSVGElement): void;
  nameFile(words: string[]): string;
  savePicture(map: L.Map, atlas: Atlas): void;
  makeTip(map: L.Map): {
    hide(): void;
    show(content: HTMLElement, at: { x: number; y: number }): void;
  };
  readPoints(data: ArrayBuffer): Points;
  sortByCode(codes: Uint8Array): Uint32Array;
  findNear(
    drawn: { x: Float32Array; y: Float32Array; codes: Uint8Array },
    at: { x: number; y: number },
    reach: number,
  ): number[];
  makeSign(code: number, radius: number): HTMLCanvasElement;
  makeSigns(radius: number): HTMLCanvasElement[];
  cutOut(sign: HTMLCanvasElement, width: number): Stamp;
  press(picture: Uint32Array, corner: number, stamp: Stamp): void;
  drawPoints(map: L.Map, points: Points): PointLayer;
  describeRow(row: OwnRow): HTMLElement;
  makeOwnTable(map: L.Map): (table: OwnTable | null) => void;
  findZone(drawn: Shape<object>[], point: ClickedPoint): string | null;
  readClick(where: { within: string | null; beside: string | null; isCoarse: boolean }): {
    zone: string | null;
    isAsked: boolean;
  };
  shareGestures(map: L.Map): void;
  isSmall(map: L.Map, bounds: L.LatLngBounds): boolean;
  isTouch(event: any): boolean;
  NARROW_PX: number;
  makeView(
    map: L.Map,
    bounds: Atlas["bounds"],
    findChosen: () => L.LatLngBounds,
  ): {
    showAll(options?: L.FitBoundsOptions): void;
    showChosen(options?: L.FitBoundsOptions): void;
    showSmall(): void;
    showAround(point: L.LatLngTuple, km: number): void;
    keepInView(): void;
  };
  makeAnswers(
    map: L.Map,
    host: MapHost,
    showAround: (point: L.LatLngTuple, km: number) => void,
  ): { ask(question: string): void; take(answer: Answer | null): void };
  listRings(geometry: GeoJSON.Geometry): GeoJSON.Position[][];
  /** The spots of a name around its mark, as steps to the right and down. */
  AROUND: [number, number][];
  boxBeside(
    point: { x: number; y: number },
    size: { width: number; height: number },
    step: [number, number],
  ): Box;
  makeGrid(size: { x: number; y: number }): {
    note(points: { x: number; y: number }[]): void;
    count(box: Box): number;
  };
  pickSpots(
    names: NameSpots[],
    around: {
      view: Box;
      taken: Box[];
      countLines: (box: Box) => number;
      countSigns: (box: Box) => number;
      spared: Box[];
    },
  ): number[];
  drawNames(map: L.Map, atlas: Atlas, click: (zone: string) => (event: any) => void): void;
  addLocator(map: L.Map, atlas: Atlas): void;
  sign(post: { kind: string; hollow: boolean }): SVGSVGElement;
  makePosts(map: L.Map, posts: Post[]): { layer: L.LayerGroup; leaveOut(absent: string[]): void };
  showTiles(map: L.Map): void;
  sayDay(map: L.Map, day: string, outlines: string): void;
  addControls(
    map: L.Map,
    atlas: Atlas,
    actions: { showAll: () => void; showChosen: () => void; save: () => void },
  ): void;
}

/** What pages share that hold the map without Streamlit. */
interface MapAlone {
  openMap(box: HTMLElement, host: MapHost): L.Map;
  /** The zones that had ended before a day; null where the text is no day. */
  findEnded(day: string): string[] | null;
  shorten(text: string): string;
}

/** What is chosen, as the page's address has it; nothing is an empty string. */
/** `asked` is a query: what the address asks about a place. */
type Picked = { zone: string; passage: string; article: string; asof: string; asked: string };

/** The parts of the reading document that stand above the excerpts, these, and what follows. */
type View = { start: HTMLElement[]; excerpts: HTMLElement[]; end: HTMLElement[] };

/** What there is to be chosen, by its ids; of a passage, where it stands and what it speaks of. */
type Choosable = {
  zones: Map<string, unknown>;
  articles: Map<string, unknown>;
  passages: Map<string, { article: string; zones: string[] }>;
};

interface Choices {
  /** What an address asks for; what there is not is left out. */
  read(search: string): Picked;
  withPassage(choice: Picked, passage: string): Picked;
  /** The choice that a link makes; null where it leads elsewhere. */
  follow(link: HTMLAnchorElement, choice: Picked): Picked | null;
}

interface ReadingDocument extends Choices {
  step(choice: Picked): { place: string; previous: string; next: string } | null;
  view(choice: Picked): View;
  /** How the zone stood on the day, in few words that go on after the day; empty beside an article. */
  describeBriefly(choice: Picked): string;
  /** Where to fetch the article of an address, if the document lacks it; `folder` is empty where it
   * lacks none. */
  lacks(search: string, folder: string): string;
  /** Adds an article that the document has left out. */
  addArticle(html: string): void;
  /** What is folded where there is little room. */
  folds: HTMLDetailsElement[];
  /** What is said of all zones, by topic. */
  groups: HTMLDetailsElement[];
  /** What is offered to whoever cites the passage that is chosen in an article. */
  citing(choice: Picked): Node[];
  /** What held on a day, and on the days around it. */
  findStage(day: string): HTMLElement | null;
  /** The timeline, where there are dates; its `data` are the first and the last day, and the one on
   * which the zones were agreed. */
  timeline: HTMLElement | null;
  /** The name of a zone, or of what is shown where none is chosen. */
  label(zone: string): string;
  zonesOf(passage: string): string[];
}

/** How far panel and page are scrolled, and what had the focus. */
type Snapshot = { panel: number; page: number; focus: Element | null };

/** The reading panel. */
interface Panel {
  /** Takes the place that Streamlit has made for it, and tells whether it is a new one. */
  attach(parent: HTMLElement): boolean;
  /** Shows a choice, and returns what in it is to be looked at; `back` is where its link leads. */
  show(choice: Picked, back: Picked): HTMLElement | null;
  follow(target: HTMLElement, how: { isAsked: boolean; withFocus: boolean }): void;
  takeSnapshot(focus?: Element | null): Snapshot;
  restore(snapshot: Snapshot): void;
  /** Tells a screen reader what is shown. */
  say(): void;
}

interface Window {
  attributes: {
    splitIds(ids?: string): string[];
    isDay(text: string): boolean;
    formatDay(day: string): string;
  };
  choices: {
    toAddress(choice: Picked): string;
    describeStatus(terms: [string, string][], day: string): string;
    describeBriefly(terms: [string, string][], day: string): string;
    makeChoices(known: Choosable): Choices;
  };
  reading: {
    openDocument(html: string): ReadingDocument;
    makePanel(text: ReadingDocument): Panel;
    findFrame(): (Window & typeof globalThis) | null | undefined;
    whenDrawn(then: () => void): void;
    markMap(choice: Picked, text: ReadingDocument): void;
    describeMarks(stage: HTMLElement | null | undefined, day: string): Partial<Choice>;
    /** Shows the chosen day, and what held on it, above the map and in the fields. */
    showDay(text: ReadingDocument, choice: Picked): void;
    attachDay(box: HTMLElement): void;
    /** Is given what takes a day, for now or for good. */
    onDay(take: (day: string, isDone: boolean) => void): void;
    readAsked(address: URLSearchParams): string;
    askPoint(point: ClickedPoint | null): string;
    hideOldAnswers(asked: string): void;
    showAnswer(): void;
  };
  arrival: {
    fetchOnce(address: string): Promise<string | null>;
    fetchText(address: string, findFailure: () => HTMLElement): Promise<string>;
    untilDrawn(): Promise<unknown>;
    whenDrawn(then: () => void): void;
  };
  links: {
    REACHING: string[];
    writeAddress(event: Event, text: ReadingDocument | null, choice: Picked): void;
    findOrigin(event: Event): Element | null;
    findLink(event: Event): HTMLAnchorElement | null;
    findListed(event: Event): number | null;
  };
  citing: {
    /** Takes a click on what copies or holds a citation. */
    cite(event: Event): void;
    nameView(view: string, page: string, edition: string): string;
  };
  atlas: Atlas;
  /** The map's styles, where they come with its script. */
  mapStyles?: string;
  /** What folium writes into its frame names no map: there is one. */
  mapAlone: MapAlone;
  zoneMap: Omit<ZoneMap, "posts"> & {
    draw(map: L.Map, host?: MapHost): ZoneMap;
    posts(): L.LayerGroup | undefined;
  };
  mapParts: MapParts;
  /** Streamlit's own script in a component's frame. */
  Streamlit: {
    RENDER_EVENT: string;
    events: EventTarget;
  };
}

/* ---- the review of suggestions ---- */

type ReviewPlace = {
  place: string;
  name: string;
  zone: string;
  relation: string;
  lon: number;
  lat: number;
};

/** A suggestion, as the server describes it; `seen` is a digest of what it holds. */
interface ReviewItem {
  list: "passages" | "dates" | "places";
  index: number;
  seen: string;
  span: [number, number] | null;
  quote: string;
  reasons: string[];
  decision: string;
  record: string;
  score?: number;
  zones?: string[];
  topic?: string;
  speaker?: string;
  date?: string;
  label?: string;
  kind?: string;
  chosen?: string;
  candidates?: ReviewPlace[];
}

/** What is to change of a suggestion. */
type ReviewOrder = {
  item: Pick<ReviewItem, "list" | "index"> & Partial<ReviewItem>;
  change: Record<string, unknown>;
};

/** What the page of an article knows; `start` is where its text begins in the file's body. */
interface ReviewKnown {
  article: string;
  text: string;
  start: number;
  zones: { id: string; name: string }[];
  topics: string[];
  key_dates: { date: string; label: string }[];
  kinds: string[];
  state: ReviewItem[];
}

interface ReviewParts {
  name(item: Pick<ReviewItem, "list" | "index">): string;
  find(id: string): HTMLElement;
  /** Puts the keyboard into the first of the card's fields that a selector names. */
  focusField(selector: string): void;
  element<T extends keyof HTMLElementTagNameMap>(
    tag: T,
    values: Partial<HTMLElementTagNameMap[T]>,
    ...inside: (Node | string)[]
  ): HTMLElementTagNameMap[T];
  makeText(
    box: HTMLElement,
    known: ReviewKnown,
    choose: (item: ReviewItem) => void,
  ): {
    draw(items: ReviewItem[]): void;
    mark(name: string): void;
    show(): void;
    findSelected(): [number, number] | null;
    findEdge(from: number, step: number, isStart: boolean): number;
  };
  makeCard(
    known: ReviewKnown,
    change: (change: Record<string, unknown>) => void,
  ): {
    show(item: ReviewItem | undefined): void;
    toggle(item: ReviewItem, zone: string): string[];
  };
  makeList(
    choose: (item: ReviewItem) => void,
    whenFiltered: () => void,
  ): {
    draw(items: ReviewItem[]): void;
    mark(name: string): void;
    isShown(item: ReviewItem): boolean;
  };
  makeMap(choose: (item: ReviewItem) => void): {
    draw(items: ReviewItem[], chosen: ReviewItem | undefined): void;
  };
}

interface Window {
  review: ReviewParts;
}
