/** Longest side, px, of what is kept of a large picture: more than a canvas shows of it at once. */
export const FIRST_SIDE_PX = 1600

/** Pictures of more pixels than this get one: whole, each takes a tenth of a second to decode. */
export const FIRST_SIGHT_FROM_PIXELS = 4_000_000

/** A picture may be shown enlarged by so much before more of its pixels are fetched. */
export const ENLARGED_AT_MOST = 1.1
