export const tileName = (level: number, column: number, row: number) => `${level}-${column}-${row}.jpg`
/** A tile that keeps 16 bits. */
export const deepTileName = (level: number, column: number, row: number) => `${level}-${column}-${row}.deep`
