/** The product's pictures as SVG, drawn on whole pixels for each size: a small icon is a simpler drawing, not a smaller one. */

const WOOD = '#7A4A1E';
const BAMBOO = '#C9A26B';
const BEAD = '#C0272D';
const INK = '#2B579A';

/** Sizes of the product's icon, in pixels: 16, 32 and 80 are what a ribbon needs, 64 and 128 what dialogs and shops show. */
export const PRODUCT_SIZES = [16, 32, 64, 80, 128] as const;
export const VERB_SIZES = [16, 32, 80] as const;
export const VERBS = [
  'open', 'refresh', 'check', 'publish', 'conflicts', 'runs', 'reconcile', 'reports', 'findCustomer', 'customer', 'explain', 'entries',
  'history',
] as const; // biome-ignore format: a list reads better packed
export type Verb = (typeof VERBS)[number];

/** Where things stand on the grid: frame's thickness, middles of the rods, top and height of the beam, beads. */
interface Plan {
  frame: number;
  rods: readonly number[];
  beam: readonly [number, number];
  bead: readonly [number, number];
  above: readonly number[];
  below: readonly number[];
}

const PLANS: Record<16 | 32 | 64, Plan> = {
  16: { frame: 2, rods: [4, 8, 12], beam: [6, 1], bead: [2, 2], above: [3], below: [8, 11] },
  32: { frame: 3, rods: [8, 13.5, 19, 24.5], beam: [11.5, 2], bead: [4.5, 3.5], above: [6.5], below: [15, 19, 23] },
  64: {
    frame: 5,
    rods: [13, 22.5, 32, 41.5, 51],
    beam: [22, 3],
    bead: [8, 5.5],
    above: [13, 13, 16, 13, 16],
    below: [29, 35.5, 42, 48.5],
  },
};

/** An abacus: a frame, a beam, rods, one row of beads above the beam and two or four below. */
export function abacus(size: number): string {
  const small = size < 48;
  const grid = size === 16 ? 16 : small ? 32 : 64;
  const plan = PLANS[grid];
  const [beamTop, beamHeight] = plan.beam;
  const [width, height] = plan.bead;
  const half = plan.frame / 2;
  const edge = grid / 16;
  const rod = grid / 32;
  const inner = grid - 2 * edge;
  const shapes = plan.rods.flatMap((x, index) => [
    box(x - rod / 2, edge, rod, inner, 0, BAMBOO),
    ...[plan.above[index % plan.above.length] ?? 0, ...plan.below].map((y) =>
      box(x - width / 2, y, width, height, grid === 16 ? 0.5 : height / 2, BEAD),
    ),
  ]);
  const frame = `<rect x="${half}" y="${edge + half}" width="${grid - plan.frame}" height="${
    inner - plan.frame
  }" rx="${edge}" fill="#FFF8EC" stroke="${WOOD}" stroke-width="${plan.frame}"/>`;
  const beam = box(edge, beamTop, inner, beamHeight, 0, WOOD);
  return svg(size, grid, [frame, ...shapes, beam]);
}

/** The picture of a ribbon verb: lines on a grid of 16. */
export function verb(name: Verb, size: number): string {
  const paths: Record<Verb, string[]> = {
    open: ['M2.5 3.5h11v9h-11z', 'M2.5 6.5h11', 'M6.5 6.5v6', 'M2.5 9.5h11'],
    refresh: ['M13 8a5 5 0 1 1-1.6-3.7', 'M13.5 2v3.2h-3.2'],
    check: ['M2.5 8.5l3.5 3.5 7.5-8'],
    publish: ['M8 11V2.5', 'M4.5 6L8 2.5 11.5 6', 'M2.5 10.5v3h11v-3'],
    // Two branches of one row.
    conflicts: ['M3.5 13.5V9.5l4.5-3V2.5', 'M12.5 13.5V9.5L8 6.5', 'M6 4.5l2-2 2 2'],
    // A bill with its foot torn off.
    runs: ['M3.5 14V2.5h9V14l-2-1.5-2.5 1.5-2.5-1.5z', 'M6 5.5h4', 'M6 8.5h4'],
    // Money comes, money is taken.
    reconcile: ['M2.5 5.5h9.5', 'M9.5 2.5l3 3-3 3', 'M13.5 11h-10', 'M6 8.5L3 11l3 2.5'],
    reports: ['M2.5 2.5v11h11', 'M5.5 11V8.5', 'M8.5 11V5.5', 'M11.5 11V3.5'],
    findCustomer: [
      'M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
      'M1.5 13.5a4.5 4.5 0 0 1 5-4',
      'M10.5 12.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
      'M12 12l2.5 2.5',
    ],
    customer: ['M8 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z', 'M3 13.5a5 5 0 0 1 10 0'],
    explain: ['M5.5 6a2.5 2.5 0 1 1 3.7 2.2C8.4 8.7 8 9.2 8 10', 'M8 13v.1'],
    entries: ['M2.5 3.5h11', 'M8 3.5v10', 'M4 6.5h2', 'M4 9.5h2', 'M10 8h2', 'M10 11h2'],
    history: ['M3 5.5a5.5 5.5 0 1 1-.5 3.5', 'M2.5 2.5v3.2h3.2', 'M8 5v3.3l2.3 1.5'],
  };
  const lines = paths[name].map(
    (path) =>
      `<path d="${path}" fill="none" stroke="${INK}" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round"/>`,
  );
  return svg(size, 16, lines);
}

function box(x: number, y: number, width: number, height: number, radius: number, fill: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"/>`;
}

function svg(size: number, grid: number, shapes: readonly string[]): string {
  const view = `viewBox="0 0 ${grid} ${grid}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" ${view}>${shapes.join('')}</svg>\n`;
}
