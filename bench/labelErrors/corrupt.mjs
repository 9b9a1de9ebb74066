/** @typedef {{id: number, image_id: number, category_id: number, bbox: number[]}} Annotation */
/** @typedef {{kind: 'dropped'|'shifted'|'swapped', image: string, was: number[], now: number[]|null, label: string}} Spoilt */

const KINDS = /** @type {const} */ (['dropped', 'shifted', 'swapped'])

/**
 * Spoils a share of the boxes, a third each: dropped; shifted by 30 to 50 % of its size in a random direction, inside the picture;
 * given one of the other classes. The same for the same seed.
 * @param {{images: {id: number, file_name: string, width: number, height: number}[], annotations: Annotation[], categories: {id: number, name: string}[]}} coco
 * @returns {{annotations: Annotation[], spoilt: Spoilt[]}} boxes as x, y, width, height; `label`: the class that stands there now
 */
export function corrupt({ images, annotations, categories }, share, seed) {
  const random = mulberry32(seed)
  const pictures = new Map(images.map((image) => [image.id, image]))
  const inside = annotations.filter(({ image_id }) => pictures.has(image_id))
  const order = inside.map((_, i) => i)
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[order[i], order[j]] = [order[j], order[i]]
  }
  const chosen = new Map(
    order.slice(0, Math.round(share * inside.length)).map((place, i) => [place, KINDS[i % 3]]),
  )
  const nameOf = new Map(categories.map(({ id, name }) => [id, name]))
  /** @type {Spoilt[]} */
  const spoilt = []
  const kept = inside.flatMap((annotation, place) => {
    const kind = chosen.get(place)
    const picture = pictures.get(annotation.image_id)
    if (kind === undefined || picture === undefined) return [annotation]
    const changed = { ...annotation }
    if (kind === 'shifted') changed.bbox = shift(annotation.bbox, picture, random)
    if (kind === 'swapped') {
      const others = categories.filter(({ id }) => id !== annotation.category_id)
      changed.category_id = others[Math.floor(random() * others.length)].id
    }
    spoilt.push({
      kind,
      image: picture.file_name,
      was: annotation.bbox,
      now: kind === 'dropped' ? null : changed.bbox,
      label: nameOf.get(changed.category_id) ?? '',
    })
    return kind === 'dropped' ? [] : [changed]
  })
  return { annotations: kept, spoilt }
}

function shift([x, y, width, height], picture, random) {
  const angle = random() * 2 * Math.PI
  const far = 0.3 + 0.2 * random()
  const clamp = (value, high) => Math.min(Math.max(0, value), high)
  return [
    clamp(x + far * width * Math.cos(angle), picture.width - width),
    clamp(y + far * height * Math.sin(angle), picture.height - height),
    width,
    height,
  ]
}

/** A seeded generator of numbers in [0, 1) (mulberry32). */
function mulberry32(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
