import { BoxXyxyPx } from '../../shared/annotation/schema'
import { ImageId } from '../../shared/ids'
import type { TilePlace } from '../../shared/images/pyramid'

/** What a picture address asks for. */
export interface ImageRequest {
  imageId: ImageId
  variant:
    | { kind: 'full' }
    | { kind: 'first' }
    | { kind: 'deep' }
    | { kind: 'thumb' }
    | { kind: 'crop'; box: BoxXyxyPx }
    | { kind: 'tile'; tile: TilePlace }
}

/** Longest address that is looked at: an id, a word and four numbers. */
const MAX_LENGTH = 300

/**
 * Reads studio-image://image/<ImageId>/<full|first|deep|thumb|crop/x1,y1,x2,y2|tile/level/column/row>; null where it is anything else.
 * The raw text is matched as a whole and nothing is decoded, so no encoding can smuggle a path in.
 */
export function parseImageUrl(url: string): ImageRequest | null {
  if (url.length > MAX_LENGTH) return null
  const match =
    /^studio-image:\/\/image\/([0-9a-f]{32})\/(full|first|deep|thumb|crop\/([-0-9.,e]+)|tile\/(\d{1,2})\/(\d{1,3})\/(\d{1,3}))(?:\?v=[0-9a-z-]{1,64})?$/.exec(
      url,
    )
  if (match === null) return null
  const [, id = '', variant = '', corners = '', level, column, row] = match
  const imageId = ImageId.parse(id)
  if (variant === 'full' || variant === 'first' || variant === 'deep' || variant === 'thumb')
    return { imageId, variant: { kind: variant } }
  if (level !== undefined) {
    const tile = { level: Number(level), column: Number(column), row: Number(row) }
    return { imageId, variant: { kind: 'tile', tile } }
  }
  const box = parseBox(corners)
  return box === null ? null : { imageId, variant: { kind: 'crop', box } }
}

function parseBox(corners: string): BoxXyxyPx | null {
  const numbers = corners.split(',').map((part) => (part === '' ? Number.NaN : Number(part)))
  if (numbers.length !== 4) return null
  const [x1, y1, x2, y2] = numbers
  const box = BoxXyxyPx.safeParse({ x1, y1, x2, y2 })
  return box.success && box.data.x1 < box.data.x2 && box.data.y1 < box.data.y2 ? box.data : null
}
